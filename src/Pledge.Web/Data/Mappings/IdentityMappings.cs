using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Pledge.Web.Access;

namespace Pledge.Web.Data.Mappings;

internal sealed class IdentityMappings : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<IdentityUserClaim<Guid>>,
    IEntityTypeConfiguration<IdentityUserLogin<Guid>>, IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<DataProtectionKey>,
    IEntityTypeConfiguration<SignInCode>, IEntityTypeConfiguration<NewAddress>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("account", "identity");
        foreach (var name in (string[])[nameof(Account.UserName), nameof(Account.NormalizedUserName), nameof(Account.Email), nameof(Account.NormalizedEmail), nameof(Account.SecurityStamp)])
            builder.Property(name).IsRequired();
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> builder) => builder.ToTable("account_claim", "identity");
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder) => builder.ToTable("account_login", "identity");
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("account_token", "identity");
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_key", "identity");
    public void Configure(EntityTypeBuilder<SignInCode> builder) => builder.ToTable("sign_in_code", "identity");
    public void Configure(EntityTypeBuilder<NewAddress> builder) => builder.ToTable("new_address", "identity");
}
