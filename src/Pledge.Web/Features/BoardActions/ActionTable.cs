using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Web.Data;
using Pledge.Web.Features.Commitments;
using Pledge.Web.Features.Figures;
using Pledge.Web.Platform;

namespace Pledge.Web.Features.BoardActions;

/// <summary>Actions as a table for minutes.</summary>
/// <param name="Day">London day on which they are late or not.</param>
public sealed record ActionTable(IReadOnlyList<ActionLine> Lines, IReadOnlyList<PromiseName> Promises, DateOnly Day)
{
    /// <summary>Whose actions are marked as theirs; null where nobody's are.</summary>
    public AccountId? Reader { get; init; }

    /// <summary>Where an action comes from, in words: the meeting, the figure, the promise.</summary>
    public string AboutOf(ActionLine line, IStringLocalizer<BoardActionsText> texts, IStringLocalizer<FiguresText> figures) => string.Join(". ", new[]
    {
        line.MeetingOn is { } day ? texts["Meeting", day].Value : null,
        line.Indicator is { } code ? texts["Figure", figures[$"Name_{code}"].Value].Value : null,
        line.PromiseKey is { } key ? Promises.FirstOrDefault(promise => promise.Key == key)?.Statement ?? texts["OldPromise"].Value : null,
    }.OfType<string>());

    /// <summary>The same lines as a file.</summary>
    public Task WriteCsvAsync(Stream to, IStringLocalizer<BoardActionsText> texts, IStringLocalizer<FiguresText> figures, CancellationToken ct) => CsvTable.WriteAsync(
        to, ((string[])["What", "From", "Owner", "DueOn", "State", "DaysLate", "Words"]).Select(heading => texts[heading].Value),
        Lines.Select(line => (IEnumerable<object?>)[line.What, AboutOf(line, texts, figures), line.OwnerName, line.DueOn, texts[$"State_{Kebab.Of(line.State)}"].Value, line.DaysLate(Day), line.Words]), ct);
}
