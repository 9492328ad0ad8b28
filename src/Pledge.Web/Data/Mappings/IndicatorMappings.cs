using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Indicators;

namespace Pledge.Web.Data.Mappings;

internal sealed class IndicatorMappings : IEntityTypeConfiguration<IndicatorTarget>, IEntityTypeConfiguration<AuthorityArea>
{
    public void Configure(EntityTypeBuilder<IndicatorTarget> builder) => builder.ToTable("indicator_target");
    public void Configure(EntityTypeBuilder<AuthorityArea> builder) => builder.ToTable("authority_area");
}
