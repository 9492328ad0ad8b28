using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Data;
using Pledge.Web.Features.Shared;

namespace Pledge.Web.Features.Facts;

/// <summary>A fact somebody typed beside the one somebody else has saved meanwhile.</summary>
public static class FactMerge
{
    public static async Task<Merge> MergeAsync(this PledgeDb db, FactKind kind, FactForm mine, Fact theirs, IStringLocalizer<FactsText> texts, CancellationToken ct)
    {
        var saved = FactForm.Of(theirs);
        List<MergeField> fields =
        [
            new(texts[$"{kind}Question"], Called(kind, mine.Code, texts), Called(kind, saved.Code, texts)),
            new(texts[$"From{kind}"], Day(mine.From), Day(saved.From)),
            new(texts["To"], Day(mine.To), Day(saved.To)),
        ];
        if (kind is FactKind.Home)
        {
            fields.Add(new(texts["Landlord"], mine.Provider, saved.Provider));
            fields.Add(new(texts["CouncilProvides"], Provides(mine.CouncilProvided, texts), Provides(saved.CouncilProvided, texts)));
            fields.Add(new(texts["WhyMoved"], Why(mine.MoveReason), Why(saved.MoveReason)));
            fields.Add(new(texts["SuitableQuestion"], Suits(mine.Suitable, texts), Suits(saved.Suitable, texts)));
            fields.Add(new(texts["Reasons"], mine.Reasons, saved.Reasons));
            fields.Add(new(texts["Evidence"], mine.Evidence, saved.Evidence));
            fields.Add(new(texts["Outcode"], mine.Outcode, saved.Outcode));
        }
        if (kind is FactKind.Activity)
        {
            fields.Add(new(texts["Place"], mine.Provider, saved.Provider));
            fields.Add(new(texts["Level"], Level(mine.Level), Level(saved.Level)));
            fields.Add(new(texts["Hours"], mine.Hours, saved.Hours));
        }
        return new(await db.NameOfAsync(theirs.RecordedBy, ct), theirs.RecordedAt, fields);
    }

    /// <summary>What stands now in the place of a fact that was corrected: the row that holds on its first day, or the first to overlap it. Null when it was taken back.</summary>
    public static async Task<Fact?> FindSuccessorAsync(this PledgeDb db, Fact corrected, CancellationToken ct) =>
        (await db.FindTimelineAsync(corrected.YoungPersonId, FactWrites.KindOf(corrected), ct)).Current.FirstOrDefault(fact => fact.Overlaps(corrected));

    public static Task<string?> NameOfAsync(this PledgeDb db, AccountId? account, CancellationToken ct) =>
        db.Staff.Where(staff => staff.Id == account).Select(staff => (string?)staff.DisplayName).SingleOrDefaultAsync(ct);

    private static string? Called(FactKind kind, string? code, IStringLocalizer<FactsText> texts) =>
        string.IsNullOrEmpty(code) ? null : texts[$"{kind}{code}"].Value;

    private static string? Day(DateOnly? day) => day?.ToString("d MMMM yyyy", System.Globalization.CultureInfo.CurrentCulture);

    private static string? Provides(string? said, IStringLocalizer<FactsText> texts) => said switch { "true" => texts["Yes"].Value, "false" => texts["No"].Value, FactForm.NotKnownYet => texts["NotKnownYet"].Value, _ => null };

    private static string? Why(string? key) => MoveReason.Find(key)?.Reason;

    private static string? Level(string? key) => LearningLevel.Find(key)?.Level;

    private static string? Suits(bool? suits, IStringLocalizer<FactsText> texts) => suits is { } said ? texts[said ? "SuitableYes" : "SuitableNo"].Value : null;
}
