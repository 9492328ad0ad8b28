using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Organisations;
using Pledge.Domain.People;

namespace Pledge.Web.Data.Mappings;

internal sealed class PeopleMappings : IEntityTypeConfiguration<Authority>, IEntityTypeConfiguration<Team>, IEntityTypeConfiguration<StaffMember>,
    IEntityTypeConfiguration<YoungPerson>, IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Authority> builder) => builder.ToTable("authority");
    public void Configure(EntityTypeBuilder<Team> builder) => builder.ToTable("team");

    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("staff_member");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<YoungPerson> builder)
    {
        builder.ToTable("young_person");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.ToTable("assignment");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
