using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Pledge.Web.Features.Help;

[AllowAnonymous]
public sealed class IndexModel : PageModel
{
    // National lines for England, each free to call. Looked over on 22 November 2026 against general knowledge; an authority adds its own in its local offer.
    public static readonly (string Word, string Number)[] Lines =
    [
        ("Samaritans", "116 123"),
        ("Childline", "0800 1111"),
        ("Nhs111", "111"),
        ("Shelter", "0808 800 4444"),
        ("AlwaysHeard", "0808 800 5792"),
    ];
}
