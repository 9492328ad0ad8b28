using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.People;

namespace Pledge.Web.Data.Mappings;

internal sealed class RelationshipMappings : IEntityTypeConfiguration<Relationship>, IEntityTypeConfiguration<InvolvedProfessional>, IEntityTypeConfiguration<OutsideLook>
{
    public void Configure(EntityTypeBuilder<OutsideLook> builder) => builder.ToTable("outside_look");

    public void Configure(EntityTypeBuilder<Relationship> builder)
    {
        builder.ToTable("relationship");
        builder.Ignore(row => row.Details);
        builder.Ignore(row => row.IsCurrent);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<InvolvedProfessional> builder)
    {
        builder.ToTable("involved_professional");
        builder.Ignore(row => row.Details);
        builder.Ignore(row => row.Dbs);
        builder.Ignore(row => row.IsCurrent);
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
