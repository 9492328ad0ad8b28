using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.Account;

[AllowAnonymous, SignInScope, EnableRateLimiting(SignInRateLimit.Policy)]
public sealed class SignInModel : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "email-missing"), EmailShape]
    public string? Email { get; set; }

    /// <summary>Set by the redirect that ended a session.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ended { get; set; }

    /// <summary>Set by the redirect of a form that came without a session and was not kept.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Unsent { get; set; }

    public IActionResult OnGet()
    {
        if (User.Identity is { IsAuthenticated: true })
            return LocalRedirect("/");
        TempData.Untype();
        return Page();
    }

    public IActionResult OnPost(string? next)
    {
        if (!ModelState.IsValid)
            return Page();
        TempData.Type(Email!, next);
        return LocalRedirect("/sign-in/how");
    }
}
