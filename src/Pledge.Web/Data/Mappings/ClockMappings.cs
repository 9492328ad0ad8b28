using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Clocks;

namespace Pledge.Web.Data.Mappings;

internal sealed class ClockMappings : IEntityTypeConfiguration<ClockSetting>, IEntityTypeConfiguration<ClockSettingChange>, IEntityTypeConfiguration<ClockPause>
{
    public void Configure(EntityTypeBuilder<ClockSetting> builder)
    {
        builder.ToTable("clock_setting");
        builder.HasKey(setting => new { setting.AuthorityId, setting.Rule, setting.Band });
        builder.Ignore(setting => setting.Interval);
    }

    public void Configure(EntityTypeBuilder<ClockSettingChange> builder) => builder.ToTable("clock_setting_change");

    public void Configure(EntityTypeBuilder<ClockPause> builder)
    {
        builder.ToTable("clock_pause");
        builder.Property(pause => pause.From).HasColumnName("paused_from");
        builder.Property(pause => pause.Until).HasColumnName("paused_until");
        builder.Ignore(pause => pause.LastDay);
    }
}
