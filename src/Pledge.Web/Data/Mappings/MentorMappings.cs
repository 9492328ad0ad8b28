using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Mentors;

namespace Pledge.Web.Data.Mappings;

internal sealed class MentorMappings : IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<Mentor>,
    IEntityTypeConfiguration<MentorStep>, IEntityTypeConfiguration<MentorClearance>, IEntityTypeConfiguration<MentorTraining>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisation");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Mentor> builder)
    {
        builder.ToTable("mentor");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.Ignore(mentor => mentor.Clearance);
        builder.Ignore(mentor => mentor.Courses);
        builder.HasMany(mentor => mentor.Steps).WithOne().HasForeignKey(line => line.MentorId);
        builder.HasMany(mentor => mentor.Clearances).WithOne().HasForeignKey(line => line.MentorId);
        builder.HasMany(mentor => mentor.Trainings).WithOne().HasForeignKey(line => line.MentorId);
    }

    // The domain names the lines: with a key of its own a new line of an old mentor would be taken for a changed one.
    public void Configure(EntityTypeBuilder<MentorStep> builder)
    {
        builder.ToTable("mentor_step");
        builder.Property(line => line.Id).ValueGeneratedNever();
        builder.Ignore(line => line.IsCurrent);
    }

    public void Configure(EntityTypeBuilder<MentorClearance> builder)
    {
        builder.ToTable("mentor_clearance");
        builder.Ignore(line => line.Check);
        builder.Property(line => line.Id).ValueGeneratedNever();
        builder.Ignore(line => line.IsCurrent);
    }

    public void Configure(EntityTypeBuilder<MentorTraining> builder)
    {
        builder.ToTable("mentor_training");
        builder.Property(line => line.Id).ValueGeneratedNever();
        builder.Ignore(line => line.IsCurrent);
    }
}
