using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Access;

namespace Pledge.Web.Features.Account;

/// <summary>Asked for by the dialog that warns before a session ends. The request itself renews the cookie.</summary>
[Authorize(Policy = Policies.SignedIn)]
public sealed class KeepAliveModel : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost() => new NoContentResult();
}
