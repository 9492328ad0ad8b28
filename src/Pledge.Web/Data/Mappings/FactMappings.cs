using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Facts;

namespace Pledge.Web.Data.Mappings;

internal sealed class FactMappings : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("fact");
        builder.HasDiscriminator<string>("kind").HasValue<Home>("home").HasValue<Activity>("activity").HasValue<InTouch>("in-touch");
        builder.Property(fact => fact.From).HasColumnName("period_from");
        builder.Property(fact => fact.To).HasColumnName("period_to");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
