using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Matching;
using Pledge.Domain.Mentors;

namespace Pledge.Web.Data.Mappings;

internal sealed class MentoringMappings : IEntityTypeConfiguration<MentorWish>, IEntityTypeConfiguration<MentorNever>, IEntityTypeConfiguration<MentorProposal>,
    IEntityTypeConfiguration<MentorAnswer>, IEntityTypeConfiguration<MentorMatch>, IEntityTypeConfiguration<MentorWaiting>, IEntityTypeConfiguration<MentorRound>, IEntityTypeConfiguration<MentorRoundChange>, IEntityTypeConfiguration<SavedWeights>
{
    public void Configure(EntityTypeBuilder<MentorWish> builder)
    {
        builder.ToTable("mentor_wish");
        builder.Ignore(wish => wish.Details);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorNever> builder) => builder.ToTable("mentor_never");

    public void Configure(EntityTypeBuilder<MentorProposal> builder)
    {
        builder.ToTable("mentor_proposal");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorAnswer> builder) => builder.ToTable("mentor_answer");

    public void Configure(EntityTypeBuilder<MentorMatch> builder)
    {
        builder.ToTable("mentor_match");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorWaiting> builder) => builder.ToTable("mentor_waiting");

    public void Configure(EntityTypeBuilder<MentorRound> builder)
    {
        builder.ToTable("mentor_round");
        builder.Ignore(round => round.IsUnderWay);
        builder.Ignore(round => round.IsOpen);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<MentorRoundChange> builder) => builder.ToTable("mentor_round_change");

    public void Configure(EntityTypeBuilder<SavedWeights> builder) => builder.ToTable("saved_weights");
}
