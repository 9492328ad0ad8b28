using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Pledge.Domain.Publications;

namespace Pledge.Web.Data.Mappings;

internal sealed class PublicationMappings : IEntityTypeConfiguration<Publication>, IEntityTypeConfiguration<PublishedFigure>
{
    private static readonly ValueConverter<Told, int> AsNumber = new(told => told.Number, number => Told.Stored(number));

    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publication");
        builder.Property(publication => publication.Corrected).HasConversion(AsNumber);
    }

    public void Configure(EntityTypeBuilder<PublishedFigure> builder)
    {
        builder.ToTable("published_figure");
        builder.HasOne<Publication>().WithMany().HasForeignKey(figure => figure.PublicationId);
        builder.Property(figure => figure.Met).HasConversion(AsNumber);
        builder.Property(figure => figure.NotMet).HasConversion(AsNumber);
        builder.Property(figure => figure.NoInformation).HasConversion(AsNumber);
        builder.Property(figure => figure.Base).HasConversion(AsNumber);
    }
}
