using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Practice;

namespace Pledge.Web.Data.Mappings;

internal sealed class PracticeMappings : IEntityTypeConfiguration<DipSample>, IEntityTypeConfiguration<DipAnswer>, IEntityTypeConfiguration<PracticeNote>
{
    public void Configure(EntityTypeBuilder<DipSample> builder)
    {
        builder.ToTable("dip_sample");
        builder.Property<uint>("xmin").IsRowVersion();
        builder.HasMany(sample => sample.Answers).WithOne().HasForeignKey(answer => answer.SampleId);
        builder.Navigation(sample => sample.Answers).HasField("_answers").UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<DipAnswer> builder)
    {
        builder.ToTable("dip_answer");
        builder.HasKey(answer => new { answer.SampleId, answer.Question });
        // Added through its sample: without this a key that is set would mean a row that is there.
        builder.Property(answer => answer.SampleId).ValueGeneratedNever();
        builder.Property(answer => answer.Question).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<PracticeNote> builder)
    {
        builder.ToTable("practice_note");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
