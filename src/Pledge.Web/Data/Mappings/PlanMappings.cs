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
    }
}
