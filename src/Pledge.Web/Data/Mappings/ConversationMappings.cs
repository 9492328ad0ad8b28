using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Conversations;

namespace Pledge.Web.Data.Mappings;

internal sealed class ConversationMappings : IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<ConversationMessage>
{
    public void Configure(EntityTypeBuilder<Conversation> builder) => builder.ToTable("conversation");

    public void Configure(EntityTypeBuilder<ConversationMessage> builder)
    {
        builder.ToTable("conversation_message");
        builder.HasOne<Conversation>().WithMany().HasForeignKey(message => message.ConversationId);
    }
}
