using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Board;
using Pledge.Domain.Promises;

namespace Pledge.Web.Data.Mappings;

internal sealed class BoardMappings : IEntityTypeConfiguration<BoardMeeting>, IEntityTypeConfiguration<BoardMeetingLine>, IEntityTypeConfiguration<BoardAction>, IEntityTypeConfiguration<BoardActionUpdate>,
    IEntityTypeConfiguration<BoardWords>, IEntityTypeConfiguration<BoardPack>
{
    public void Configure(EntityTypeBuilder<BoardMeeting> builder)
    {
        builder.ToTable("board_meeting");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<BoardMeetingLine> builder)
    {
        builder.ToTable("board_meeting_line");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.HasOne<BoardMeeting>().WithMany().HasForeignKey(line => line.MeetingId);
    }

    public void Configure(EntityTypeBuilder<BoardPack> builder)
    {
        builder.ToTable("board_pack");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.HasOne<BoardMeeting>().WithMany().HasForeignKey(pack => pack.MeetingId);
    }

    public void Configure(EntityTypeBuilder<BoardAction> builder)
    {
        builder.ToTable("board_action");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<BoardActionUpdate> builder)
    {
        builder.ToTable("board_action_update");
        builder.HasOne<BoardAction>().WithMany().HasForeignKey(update => update.ActionId);
    }

    public void Configure(EntityTypeBuilder<BoardWords> builder)
    {
        builder.ToTable("board_words");
        builder.HasOne<Answer>().WithOne().HasForeignKey<BoardWords>(words => words.AnswerId);
    }
}
