using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Partners;

/// <summary>What happens next, for somebody who asked to become a partner.</summary>
[AllowAnonymous, WithoutRowScope]
public sealed class JoinSentModel : PageModel;
