using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Contacts;

namespace Pledge.Web.Data.Mappings;

internal sealed class ContactMappings : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.ToTable("contact");
        builder.Property(contact => contact.RecordedBy).IsRequired();
        // Taking back is how every append-only row ends: the columns are named alike in all of them.
        builder.Property(contact => contact.WithdrawnAt).HasColumnName("superseded_at");
        builder.Property(contact => contact.WithdrawnBy).HasColumnName("superseded_by");
        builder.Property(contact => contact.WithdrawReason).HasColumnName("supersede_reason");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
