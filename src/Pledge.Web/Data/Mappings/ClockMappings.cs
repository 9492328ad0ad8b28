using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Clocks;

namespace Pledge.Web.Data.Mappings;

internal sealed class ClockMappings : IEntityTypeConfiguration<ClockSetting>
{
    public void Configure(EntityTypeBuilder<ClockSetting> builder)
    {
        builder.ToTable("clock_setting");
        builder.HasKey(setting => new { setting.AuthorityId, setting.Rule, setting.Band });
        builder.Ignore(setting => setting.Interval);
    }
}
