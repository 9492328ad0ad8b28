using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Notes;

namespace Pledge.Web.Data.Mappings;

internal sealed class NoteMappings : IEntityTypeConfiguration<Note>, IEntityTypeConfiguration<NoteHiding>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("note");
        builder.Property(note => note.WithdrawnAt).HasColumnName("superseded_at");
        builder.Property(note => note.WithdrawnBy).HasColumnName("superseded_by");
        builder.Property(note => note.WithdrawReason).HasColumnName("supersede_reason");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<NoteHiding> builder)
    {
        builder.ToTable("note_hiding");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
