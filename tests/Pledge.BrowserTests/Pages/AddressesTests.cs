using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Pledge.BrowserTests.Pages;

public sealed partial class AddressesTests(Browser browser)
{
    // A page left out is named here, with why a visit by address alone cannot show it.
    private static readonly string[] NotVisited =
    [
        "drafts/{}/{}",                  // only takes a form
        "pledge/{}/answer",              // only takes a form
        "session/keep-alive",            // only takes a form
        "sign-out",                      // only takes a form
        "sign-in/authenticator",         // needs the step before it: SignInJourneyTests
        "sign-in/code",                  // needs the step before it: SignInJourneyTests
        "sign-in/enrol",                 // needs the step before it
        "sign-in/how",                   // needs the step before it: SignInJourneyTests
        "sign-in/new-password",          // needs the step before it
        "sign-in/password",              // needs the step before it: SignInJourneyTests
        "account/recovery-codes",        // shown once, after enrolling
        "account/email/code",            // needs the step before it: ChangeEmailTests
        "account/phone/code",            // needs the step before it: ChangePhoneTests
        "stop",                          // needs a link from a mail
        "plan/wishes",                       // needs a version in work: PlanTests
        "welcome",                       // needs a link from a mail
        "admin/accounts/{}",             // needs an account of the moment
        "admin/accounts/{}/caseload",    // needs an account of the moment
        "admin/accounts/{}/close",       // needs an account of the moment
        "imports/{}",                    // needs an import of the moment
        "returns/{}/kept/{}",            // needs a return that was kept: ReturnTests
        "returns/{}/files/{}",           // a file, not a page
        "returns/{}/kept/{}/files/{}",   // a file, not a page
        "admin/messages/{}",             // needs a message in doubt
        "admin/messages/failed/{}",      // needs a message that failed
        "record/download/{}/file",       // a file, not a page
        "young-people/{}/documents/{}",  // a file, not a page
        "record/documents/{}",           // a file, not a page
        "contacts/{}/correct",           // needs a contact of the moment
        "notes/{}",                      // needs a note of the moment
        "notes/{}/withdraw",             // needs a note of the moment
        "contacts/{}/withdraw",          // needs a contact of the moment
        "my-people/{}/take-away",        // needs a person of the moment
        "young-people/{}/people/{}/correct", // needs a professional of the moment
        "young-people/{}/people/{}/end",     // needs a professional of the moment
        "find/{}/why",                   // needs somebody out of reach
        "young-people/{}/facts/{}/correct",  // needs a fact of the moment
        "young-people/{}/facts/{}/withdraw", // needs a fact of the moment
    ];

    [Fact]
    public void Every_page_is_visited_or_named_with_a_reason()
    {
        var pages = browser.Site.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>()
            .Select(page => Braces().Replace(page.AttributeRouteInfo!.Template!, "{}")).Distinct();

        var unseen = pages.Where(template => !NotVisited.Contains(template) && !Addresses.All.Any(visit => Matches(template, visit.Address)));

        Assert.Empty(unseen);
    }

    private static bool Matches(string template, string address) =>
        Regex.IsMatch(address.Split('?')[0].TrimStart('/'), "^" + Regex.Escape(template).Replace("\\{}", "[^/]+", StringComparison.Ordinal) + "$");

    [GeneratedRegex(@"\{(?:[^{}]|\([^)]*\))*\}")]
    private static partial Regex Braces();
}
