using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Documents;

namespace Pledge.Web.Data.Mappings;

internal sealed class DocumentMappings : IEntityTypeConfiguration<Document>, IEntityTypeConfiguration<DocumentHiding>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("document");
        builder.Property(document => document.WithdrawnAt).HasColumnName("superseded_at");
        builder.Property(document => document.WithdrawnBy).HasColumnName("superseded_by");
        builder.Property(document => document.WithdrawReason).HasColumnName("supersede_reason");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<DocumentHiding> builder)
    {
        builder.ToTable("document_hiding");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
