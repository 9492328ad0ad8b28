using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Domain.Forum;

namespace Pledge.Web.Data.Mappings;

internal sealed class ForumMappings : IEntityTypeConfiguration<ForumMatter>, IEntityTypeConfiguration<ForumStep>
{
    public void Configure(EntityTypeBuilder<ForumMatter> builder) => builder.ToTable("forum_matter");

    public void Configure(EntityTypeBuilder<ForumStep> builder) => builder.ToTable("forum_step");
}
