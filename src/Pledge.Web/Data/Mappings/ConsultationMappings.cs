using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Consultations;

namespace Pledge.Web.Data.Mappings;

internal sealed class ConsultationMappings : IEntityTypeConfiguration<Consultation>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) }, IgnoreReadOnlyProperties = true };

    public void Configure(EntityTypeBuilder<Consultation> builder)
    {
        builder.ToTable("consultation");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.Property(consultation => consultation.Questions).HasColumnType("jsonb").HasConversion(
            questions => JsonSerializer.Serialize(questions, Json),
            text => JsonSerializer.Deserialize<ConsultationQuestion[]>(text, Json)!,
            new ValueComparer<IReadOnlyList<ConsultationQuestion>>((one, other) => ReferenceEquals(one, other), questions => questions.Count, questions => questions));
    }
}
