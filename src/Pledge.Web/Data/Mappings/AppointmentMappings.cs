using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Appointments;

namespace Pledge.Web.Data.Mappings;

internal sealed class AppointmentMappings : IEntityTypeConfiguration<Appointment>, IEntityTypeConfiguration<AppointmentChange>
{
    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("appointment");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.Ignore(appointment => appointment.EndsAt);
        builder.HasMany(appointment => appointment.Changes).WithOne().HasForeignKey(change => change.AppointmentId);
    }

    public void Configure(EntityTypeBuilder<AppointmentChange> builder)
    {
        builder.ToTable("appointment_change");
        // The domain names it: with a key of its own a new line of an old appointment would be taken for a changed one.
        builder.Property(change => change.Id).ValueGeneratedNever();
    }
}
