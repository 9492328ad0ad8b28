using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.People;

namespace Pledge.Web.Data.Mappings;

internal sealed class HandOverMappings : IEntityTypeConfiguration<HandOver>, IEntityTypeConfiguration<LeaveCover>
{
    public void Configure(EntityTypeBuilder<HandOver> builder)
    {
        builder.ToTable("hand_over");
        builder.Ignore(handOver => handOver.IsOpen);
        builder.Property<uint>("xmin").IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<LeaveCover> builder)
    {
        builder.ToTable("leave_cover");
        builder.Property<uint>("xmin").IsRowVersion();
    }
}
