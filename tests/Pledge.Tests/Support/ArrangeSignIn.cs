using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Web.Access;
using Pledge.Web.Background;

namespace Pledge.Tests.Support;

/// <summary>What people need to sign in with, put in place; and what was sent to them, opened as the sender would.</summary>
public static class ArrangeSignIn
{
    public const string Password = "three odd words 7";

    public static async Task<Someone> WithPasswordAsync(this Site site, Someone person, string password = Password)
    {
        var hash = new PasswordHasher<Account>().HashPassword(new Account(), password);
        await site.ExecuteAsync("update identity.account set password_hash = $2 where id = $1", person.Account, hash);
        return person;
    }

    /// <returns>The secret of the authenticator app.</returns>
    public static async Task<string> WithAuthenticatorAsync(this Site site, Someone person)
    {
        var secret = Totp.NewSecret();
        await site.ExecuteAsync("insert into identity.account_token (user_id, login_provider, name, value) values ($1, '[AspNetUserStore]', 'AuthenticatorKey', $2)", person.Account, secret);
        await site.ExecuteAsync("update identity.account set two_factor_enabled = true where id = $1", person.Account);
        return secret;
    }

    public static string CodeOf(this Site site, string secret) => Totp.CodeAt(secret, Totp.StepAt(site.Clock.GetUtcNow()));

    /// <summary>The secret of the newest message of that rule to the account.</summary>
    public static async Task<string> SentAsync(this Site site, Guid account, string rule)
    {
        var payload = await site.SqlAsync<byte[]>("select payload from pledge.message where account_id = $1 and rule = $2 order by decided_at desc, id desc limit 1", account, rule);
        return site.Services.GetRequiredService<IDataProtectionProvider>().Open(rule, payload);
    }

    public static Task<long> MessagesAsync(this Site site, string rule) => site.SqlAsync<long>("select count(*) from pledge.message where rule = $1", rule);

    /// <summary>A visitor who typed the e-mail on the first page.</summary>
    public static async Task<Visitor> TypedAsync(this Site site, string email, string start = "/sign-in")
    {
        var visitor = site.Visit();
        using var response = await visitor.SubmitAsync(start, ("Email", email));
        Assert.Equal("/sign-in/how", response.Headers.Location?.ToString());
        return visitor;
    }

    /// <summary>A visitor who typed the e-mail and asked for a code.</summary>
    public static async Task<Visitor> AskedForCodeAsync(this Site site, string email, string start = "/sign-in")
    {
        var visitor = await site.TypedAsync(email, start);
        using var response = await visitor.SubmitAsync("/sign-in/how");
        Assert.Equal("/sign-in/code", response.Headers.Location?.ToString());
        return visitor;
    }

    /// <summary>A visitor who has typed e-mail and password, with what the site answered.</summary>
    public static async Task<(Visitor Visitor, HttpResponseMessage Response)> TriedPasswordAsync(this Site site, string email, string password = Password, string start = "/sign-in")
    {
        var visitor = await site.TypedAsync(email, start);
        return (visitor, await visitor.SubmitAsync("/sign-in/password", ("Password", password)));
    }

    public static async Task<string> ErrorAsync(this HttpResponseMessage response) => (await response.DocumentAsync()).QuerySelector(".govuk-error-message, .govuk-error-summary__list").Reads();
}
