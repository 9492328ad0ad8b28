using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Mentoring;

namespace Pledge.Web.Data.Mappings;

internal sealed class MentoringLifeMappings : IEntityTypeConfiguration<MentorAgreement>, IEntityTypeConfiguration<MentorMeeting>, IEntityTypeConfiguration<MentorFeeling>,
    IEntityTypeConfiguration<MentorCheckIn>, IEntityTypeConfiguration<MentorPause>, IEntityTypeConfiguration<MentorGoodbye>, IEntityTypeConfiguration<MentorConcern>, IEntityTypeConfiguration<MentorConcernNote>
{
    public void Configure(EntityTypeBuilder<MentorAgreement> builder)
    {
        builder.ToTable("mentor_agreement");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorMeeting> builder)
    {
        builder.ToTable("mentor_meeting");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorFeeling> builder) => builder.ToTable("mentor_feeling");

    public void Configure(EntityTypeBuilder<MentorCheckIn> builder)
    {
        builder.ToTable("mentor_check_in");
        builder.Property(line => line.AfterMonths).HasColumnName("months");
    }

    public void Configure(EntityTypeBuilder<MentorPause> builder) => builder.ToTable("mentor_pause");

    public void Configure(EntityTypeBuilder<MentorGoodbye> builder) => builder.ToTable("mentor_goodbye");

    // Whoever is worried may not read what others wrote of it, so no row version is asked for; the database lets it be marked as read once.
    public void Configure(EntityTypeBuilder<MentorConcern> builder) => builder.ToTable("mentor_concern");

    public void Configure(EntityTypeBuilder<MentorConcernNote> builder) => builder.ToTable("mentor_concern_note");
}
