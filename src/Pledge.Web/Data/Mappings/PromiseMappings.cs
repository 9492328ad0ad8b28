using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Promises;

namespace Pledge.Web.Data.Mappings;

internal sealed class PromiseMappings : IEntityTypeConfiguration<Edition>, IEntityTypeConfiguration<Promise>, IEntityTypeConfiguration<Answer>,
    IEntityTypeConfiguration<WorkerView>
{
    public void Configure(EntityTypeBuilder<Edition> builder)
    {
        builder.ToTable("edition");
        builder.Ignore(edition => edition.Promises);
        builder.HasMany<Promise>("_promises").WithOne().HasForeignKey(promise => promise.EditionId);
    }

    public void Configure(EntityTypeBuilder<Promise> builder)
    {
        builder.ToTable("promise");
        builder.Ignore(promise => promise.Wording);
        builder.Ignore(promise => promise.AskedOf);
    }

    public void Configure(EntityTypeBuilder<Answer> builder) => builder.ToTable("answer");
    public void Configure(EntityTypeBuilder<WorkerView> builder) => builder.ToTable("worker_view");
}
