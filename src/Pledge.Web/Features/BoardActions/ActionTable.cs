using Microsoft.Extensions.Localization;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Figures;

namespace Pledge.Web.Features.BoardActions;

/// <summary>Actions as a table for minutes.</summary>
/// <param name="Day">London day on which they are late or not.</param>
public sealed record ActionTable(IReadOnlyList<ActionLine> Lines, IReadOnlyList<PromiseName> Promises, DateOnly Day)
{
    /// <summary>Where an action comes from, in words: the meeting, the figure, the promise.</summary>
    public string AboutOf(ActionLine line, IStringLocalizer<BoardActionsText> texts, IStringLocalizer<FiguresText> figures) => string.Join(". ", new[]
    {
        line.MeetingOn is { } day ? texts["Meeting", day].Value : null,
        line.Indicator is { } code ? texts["Figure", figures[$"Name_{code}"].Value].Value : null,
        line.PromiseKey is { } key ? Promises.FirstOrDefault(promise => promise.Key == key)?.Statement ?? texts["OldPromise"].Value : null,
    }.OfType<string>());
}
