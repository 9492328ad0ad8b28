using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Facts;

namespace Pledge.Web.Data.Mappings;

internal sealed class FactMappings : IEntityTypeConfiguration<Fact>, IEntityTypeConfiguration<Home>, IEntityTypeConfiguration<Activity>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("fact");
        builder.HasDiscriminator<string>("kind").HasValue<Home>("home").HasValue<Activity>("activity").HasValue<InTouch>("in-touch");
        builder.Property(fact => fact.From).HasColumnName("period_from");
        builder.Property(fact => fact.To).HasColumnName("period_to");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Home> builder)
    {
        builder.Ignore(home => home.Details).Ignore(home => home.MovedIn);
        builder.Property(home => home.Provider).HasColumnName("provider");
        builder.Property(home => home.Matters).HasColumnType("jsonb").IsRequired(false).HasConversion(
            matters => JsonSerializer.Serialize(matters, Json),
            text => JsonSerializer.Deserialize<MatterView[]>(text, Json)!,
            new ValueComparer<IReadOnlyList<MatterView>>((one, other) => one!.SequenceEqual(other!), matters => matters.Count, matters => matters));
    }

    public void Configure(EntityTypeBuilder<Activity> builder) => builder.Property(activity => activity.Provider).HasColumnName("provider");
}
