using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Returns;

namespace Pledge.Web.Data.Mappings;

internal sealed class ReturnMappings : IEntityTypeConfiguration<Oc3Submission>, IEntityTypeConfiguration<ImportConflict>
{
    public void Configure(EntityTypeBuilder<Oc3Submission> builder) => builder.ToTable("oc3_submission");

    public void Configure(EntityTypeBuilder<ImportConflict> builder)
    {
        builder.ToTable("import_conflict");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
