using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Reminders;

namespace Pledge.Web.Data.Mappings;

internal sealed class ReminderMappings : IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<ReminderSetting>, IEntityTypeConfiguration<RisePause>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("message");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.Ignore(message => message.IsOpenQuestion);
    }

    public void Configure(EntityTypeBuilder<ReminderSetting> builder)
    {
        builder.ToTable("reminder_setting");
        builder.Ignore(setting => setting.Hours);
    }

    public void Configure(EntityTypeBuilder<RisePause> builder) => builder.ToTable("rise_pause");
}
