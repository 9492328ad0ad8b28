using Pledge.Web.Features.Documents;

namespace Pledge.Web.Features.YoungPeople;

/// <summary>One thing that happened or was true: a fact, a contact or a document.</summary>
/// <param name="Kind">One of <see cref="TimelineFilter.Kinds"/>.</param>
/// <param name="On">London day it began, happened or was put on the record.</param>
public sealed record TimelineEntry(string Kind, Guid Id, DateOnly On, FactLine? Fact, ContactLine? Contact, DocumentLine? Document)
{
    /// <summary>UTC instant from which it was known to be wrong, or no longer stood; null while it stands.</summary>
    public DateTimeOffset? EndedOn => Fact?.Fact.SupersededAt ?? Contact?.WithdrawnAt ?? Document?.WithdrawnAt;

    public string? Reason => Fact?.Fact.SupersedeReason ?? Contact?.WithdrawReason ?? Document?.WithdrawReason;
    public bool Stands => EndedOn is null;
}

/// <summary>A part of the timeline, newest first.</summary>
/// <param name="Continues">Whether there are older entries: they are asked for by the id of the last one here.</param>
/// <param name="FromStart">Whether it begins with the newest entry there is.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, bool Continues, bool FromStart)
{
    public const int Size = 30;
}
