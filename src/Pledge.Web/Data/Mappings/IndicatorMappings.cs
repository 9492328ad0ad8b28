using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Indicators;

namespace Pledge.Web.Data.Mappings;

internal sealed class IndicatorMappings : IEntityTypeConfiguration<IndicatorTarget>
{
    public void Configure(EntityTypeBuilder<IndicatorTarget> builder) => builder.ToTable("indicator_target");
}
