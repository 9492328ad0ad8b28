using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Records;

namespace Pledge.Web.Data.Mappings;

internal sealed class RecordMappings : IEntityTypeConfiguration<RecordDownload>, IEntityTypeConfiguration<CorrectionRequest>
{
    public void Configure(EntityTypeBuilder<RecordDownload> builder)
    {
        builder.ToTable("record_download");
        builder.Ignore(download => download.IsUnderWay);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<CorrectionRequest> builder)
    {
        builder.ToTable("correction_request");
        builder.Ignore(request => request.AnswerBy);
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
