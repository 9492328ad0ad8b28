using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Applications;

namespace Pledge.Web.Data.Mappings;

internal sealed class ApplicationMappings : IEntityTypeConfiguration<WorkProfile>, IEntityTypeConfiguration<JobApplication>, IEntityTypeConfiguration<ApplicationStep>, IEntityTypeConfiguration<TurningDown>,
    IEntityTypeConfiguration<JobPlacement>, IEntityTypeConfiguration<PlacementStatement>
{
    public void Configure(EntityTypeBuilder<WorkProfile> builder) => builder.ToTable("work_profile");

    public void Configure(EntityTypeBuilder<JobApplication> builder)
    {
        builder.ToTable("job_application");
        builder.Ignore(application => application.Details);
        builder.Ignore(application => application.CanWithdraw);
        builder.Ignore(application => application.CanAnswer);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<ApplicationStep> builder) => builder.ToTable("application_step");

    public void Configure(EntityTypeBuilder<TurningDown> builder)
    {
        builder.ToTable("turning_down");
        builder.HasKey(no => no.ApplicationId);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<JobPlacement> builder) => builder.ToTable("job_placement");

    public void Configure(EntityTypeBuilder<PlacementStatement> builder)
    {
        builder.ToTable("placement_statement");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
