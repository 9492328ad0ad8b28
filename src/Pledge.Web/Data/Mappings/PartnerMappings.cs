using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Partners;

namespace Pledge.Web.Data.Mappings;

internal sealed class PartnerMappings : IEntityTypeConfiguration<OrganisationPerson>, IEntityTypeConfiguration<JoiningRequest>, IEntityTypeConfiguration<OrganisationCommitment>, IEntityTypeConfiguration<CommitmentUpdate>
{
    public void Configure(EntityTypeBuilder<OrganisationPerson> builder)
    {
        builder.ToTable("organisation_person");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<JoiningRequest> builder)
    {
        builder.ToTable("joining_request");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<OrganisationCommitment> builder)
    {
        builder.ToTable("organisation_commitment");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CommitmentUpdate> builder)
    {
        builder.ToTable("commitment_update");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
