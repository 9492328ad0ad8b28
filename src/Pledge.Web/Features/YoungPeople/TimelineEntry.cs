using Pledge.Domain;
using Pledge.Domain.Facts;
using Pledge.Web.Data;
using Pledge.Web.Features.Facts;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>One thing that happened or was true: a fact or a contact.</summary>
/// <param name="Kind"><c>home</c>, <c>activity</c>, <c>in-touch</c> or <c>contact</c>.</param>
/// <param name="On">London day it began or happened.</param>
/// <param name="EndedOn">UTC instant from which it was known to be wrong, or null while it stands.</param>
public sealed record TimelineEntry(string Kind, DateOnly On, FactLine? Fact, ContactLine? Contact, DateTimeOffset? EndedOn, string? Reason)
{
    public const string ContactKind = "contact";

    /// <summary>Every kind, in the order of the filter.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. Enum.GetValues<FactKind>().Select(Kebab.Of), ContactKind];

    public bool Stands => EndedOn is null;

    /// <summary>Newest first. A row that only gave way to a shorter copy of itself is left out: it says nothing the copy does not.</summary>
    /// <param name="corrections">Whether what was found wrong is shown too.</param>
    public static IReadOnlyList<TimelineEntry> Of(IReadOnlyList<FactLine> facts, IEnumerable<ContactLine> contacts, string? kind, bool corrections)
    {
        var standing = facts.Where(line => line.Fact.IsCurrent).Select(line => line.Fact).ToList();
        var fromFacts = facts
            .Where(line => line.Fact.IsCurrent || !standing.Exists(copy => copy.From == line.Fact.From && copy.SaysTheSameAs(line.Fact)))
            .Select(line => new TimelineEntry(
                Kebab.Of(FactWrites.KindOf(line.Fact)), line.Fact.From, line, null, line.Fact.SupersededAt, line.Fact.SupersedeReason));
        var fromContacts = contacts.Select(line => new TimelineEntry(ContactKind, line.OccurredOn, null, line, line.WithdrawnAt, line.WithdrawReason));
        return [.. fromFacts.Concat(fromContacts)
            .Where(entry => (kind is null || entry.Kind == kind) && (corrections || entry.Stands))
            .OrderByDescending(entry => entry.On).ThenByDescending(entry => entry.Stands)];
    }
}
