using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Opportunities;

namespace Pledge.Web.Data.Mappings;

internal sealed class OpportunityMappings : IEntityTypeConfiguration<Opportunity>, IEntityTypeConfiguration<OpportunityVersion>, IEntityTypeConfiguration<OpportunityMark>,
    IEntityTypeConfiguration<OpportunityStep>, IEntityTypeConfiguration<SavedOpportunity>, IEntityTypeConfiguration<KeptSearch>,
    IEntityTypeConfiguration<HiddenOpportunity>, IEntityTypeConfiguration<WorkWish>
{
    public void Configure(EntityTypeBuilder<Opportunity> builder)
    {
        builder.ToTable("opportunity");
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<OpportunityVersion> builder)
    {
        builder.ToTable("opportunity_version");
        builder.HasKey(version => new { version.OpportunityId, version.Number });
        builder.Property<uint>("xmin").IsRowVersion();
        builder.ComplexProperty(version => version.Details, details =>
        {
            details.Property(post => post.Title).IsRequired();
            details.Ignore(post => post.Texts);
            foreach (var property in details.Metadata.ComplexType.GetProperties().ToList())
                details.Property(property.ClrType, property.Name).HasColumnName(Columns.Of(property.Name));
        });
    }

    public void Configure(EntityTypeBuilder<OpportunityMark> builder) => builder.ToTable("opportunity_mark");

    public void Configure(EntityTypeBuilder<OpportunityStep> builder) => builder.ToTable("opportunity_step");

    public void Configure(EntityTypeBuilder<SavedOpportunity> builder) => builder.ToTable("saved_opportunity");

    public void Configure(EntityTypeBuilder<KeptSearch> builder) => builder.ToTable("kept_search");

    public void Configure(EntityTypeBuilder<HiddenOpportunity> builder) => builder.ToTable("hidden_opportunity");

    public void Configure(EntityTypeBuilder<WorkWish> builder)
    {
        builder.ToTable("work_wish");
        builder.Ignore(wish => wish.Details);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    private static class Columns
    {
        public static string Of(string name) => string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? $"{(at == 0 ? "" : "_")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
    }
}
