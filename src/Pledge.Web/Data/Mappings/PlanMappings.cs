using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Plans;

namespace Pledge.Web.Data.Mappings;

internal sealed class PlanMappings : IEntityTypeConfiguration<PathwayPlan>, IEntityTypeConfiguration<PlanReview>, IEntityTypeConfiguration<PlanAction>
{
    public void Configure(EntityTypeBuilder<PathwayPlan> builder)
    {
        builder.ToTable("pathway_plan");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<PlanReview> builder) => builder.ToTable("plan_review");

    public void Configure(EntityTypeBuilder<PlanAction> builder)
    {
        builder.ToTable("plan_action");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.HasOne<PlanAction>().WithMany().HasForeignKey(action => action.ReplacesId);
    }
}

internal sealed class PlanVersionMappings : IEntityTypeConfiguration<PlanVersion>, IEntityTypeConfiguration<PlanPart>, IEntityTypeConfiguration<PlanStep>
{
    public void Configure(EntityTypeBuilder<PlanVersion> builder)
    {
        builder.ToTable("plan_version");
        // What refers to what, so that rows are written in an order the database takes.
        builder.HasOne<PathwayPlan>().WithMany().HasForeignKey(version => version.PlanId);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<PlanPart> builder)
    {
        builder.ToTable("plan_part").HasKey(part => new { part.VersionId, part.Kind, part.Number });
        builder.HasOne<PlanVersion>().WithMany().HasForeignKey(part => part.VersionId);
        builder.Property<uint>("xmin").IsRowVersion();
        builder.Ignore(part => part.IsWritten);
    }

    public void Configure(EntityTypeBuilder<PlanStep> builder) =>
        builder.ToTable("plan_step").HasOne<PlanVersion>().WithMany().HasForeignKey(step => step.VersionId);
}

internal sealed class PlanVoiceMappings : IEntityTypeConfiguration<PlanVoice>, IEntityTypeConfiguration<PlanDate>, IEntityTypeConfiguration<ReviewRequest>
{
    public void Configure(EntityTypeBuilder<PlanVoice> builder) => builder.ToTable("plan_voice");

    public void Configure(EntityTypeBuilder<PlanDate> builder) => builder.ToTable("plan_date");

    public void Configure(EntityTypeBuilder<ReviewRequest> builder) => builder.ToTable("review_request");
}
