using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Returns;

namespace Pledge.Web.Data.Mappings;

internal sealed class ReturnMappings : IEntityTypeConfiguration<Oc3Submission>
{
    public void Configure(EntityTypeBuilder<Oc3Submission> builder) => builder.ToTable("oc3_submission");
}
