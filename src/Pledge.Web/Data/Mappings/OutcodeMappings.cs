using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Matching;

namespace Pledge.Web.Data.Mappings;

internal sealed class OutcodeMappings : IEntityTypeConfiguration<Outcode>
{
    public void Configure(EntityTypeBuilder<Outcode> builder)
    {
        builder.ToTable("outcode");
        builder.HasKey(outcode => outcode.Code);
        builder.Property(outcode => outcode.Code).HasColumnName("outcode");
        builder.Ignore(outcode => outcode.Place);
    }
}
