using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Account = Pledge.Web.Features.Account;

namespace Pledge.Tests.Access;

/// <summary>No page is open by forgetting.</summary>
public sealed class EveryPageIsGuardedTests
{
    // A page open to strangers is added here on purpose, in the change that opens it.
    private static readonly string[] Open =
    [
        "Account.AuthenticatorModel", "Account.CodeModel", "Account.EnrolModel", "Account.HowModel", "Account.NewPasswordModel", "Account.PasswordModel",
        "Account.SignInModel", "Account.WelcomeModel", "Errors.IndexModel", "Help.IndexModel", "Partners.JoinModel", "Partners.JoinSentModel", "Stop.IndexModel",
    ];

    private static readonly Type[] Pages = [.. typeof(Program).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract)];

    private static readonly string[] Known =
        [.. typeof(Policies).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    [Fact]
    public void Only_listed_pages_are_open_to_strangers() =>
        Assert.Equal(Open, Pages.Where(IsOpen).Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_other_page_names_its_policy() =>
        Assert.Empty(Pages.Where(p => !IsOpen(p) && !Known.Contains(p.GetCustomAttribute<AuthorizeAttribute>(inherit: false)?.Policy)).Select(Name));

    [Fact]
    public void Only_open_pages_reach_accounts_of_strangers() =>
        Assert.Empty(Pages.Where(p => p.IsDefined(typeof(SignInScopeAttribute), false) && !IsOpen(p)).Select(Name));

    [Fact]
    public void Every_page_of_sign_in_is_braked() =>
        Assert.Empty(Pages
            .Where(p => p.IsDefined(typeof(SignInScopeAttribute), false) && p.Namespace == typeof(Account.SignInModel).Namespace)
            .Where(p => p.GetCustomAttribute<EnableRateLimitingAttribute>()?.PolicyName != SignInRateLimit.Policy).Select(Name));

    // The error page only shows; uploads check their token themselves, before they read the files; mail programs press "unsubscribe" for people without opening a form, with a sealed link that can do nothing else.
    [Fact]
    public void No_other_page_does_without_antiforgery() =>
        Assert.Equal(["DataSet.IndexModel", "Errors.IndexModel", "Imports.IndexModel", "Stop.IndexModel"], Pages.Where(p => p.IsDefined(typeof(IgnoreAntiforgeryTokenAttribute), true)).Select(Name).Order(StringComparer.Ordinal));

    [Fact]
    public void The_guard_sees_pages() => Assert.Contains(typeof(Account.SignInModel), Pages);

    private static bool IsOpen(Type page) => page.GetCustomAttributes().OfType<IAllowAnonymous>().Any();

    private static string Name(Type page) => page.FullName!["Pledge.Web.Features.".Length..];
}
