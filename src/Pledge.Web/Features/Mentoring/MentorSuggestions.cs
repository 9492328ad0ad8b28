using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Mentors;
using Pledge.Domain.People;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Mentoring;

/// <summary>A mentor as the database hands them out for matching: no family name, no address. See <c>pledge.mentors_for</c>.</summary>
public sealed record MentorForMatching(
    Guid MentorId, string Called, string State, int Places, int Taken, int? BirthYear, bool Agrees, string? Level, bool Accepted, DateOnly? IssuedOn, DateOnly? RecheckDueOn, DateOnly? TrainedUntil,
    string[] Kinds, string? Gender, string[] Backgrounds, string[] Languages, int? Easting, int? Northing, int? TravelKm, string[] Times, string[] Interests, string[] Helps, string[] NotUsed, string[] NotShown, bool IsNever)
{
    /// <summary>What the rules and the score look at. Whoever was born in a year is not taken to have had their birthday yet.</summary>
    public MentorProfile ProfileOn(DateOnly day)
    {
        Told<T>? Tell<T>(string item, T? value) where T : class => value is null ? null : new(value, !NotUsed.Contains(item), MatchReaders.Coordinator | (NotShown.Contains(item) ? MatchReaders.Nobody : MatchReaders.YoungPerson));
        Told<Choices>? Some(string item, string[] chosen) => Tell(item, chosen.Length == 0 ? null : new Choices(chosen));
        var check = new DbsCheck(Kebab.Find<DbsLevel>(Level), IssuedOn, RecheckDueOn);
        return new(new(MentorId), Kebab.Read<MentorState>(State), day.Year - BirthYear - 1, Agrees, Places, Taken, check, TrainedUntil)
        {
            IsCheckAccepted = Accepted,
            Kinds = Some("kind", Kinds),
            Genders = Some("gender", Gender is null ? [] : [Gender]),
            Languages = Some("language", Languages),
            Backgrounds = Some("background", Backgrounds),
            Reach = Tell("near", Reach.Of(Easting is { } east && Northing is { } north ? new Place(east, north) : null, TravelKm)),
            Times = MentorChoices.TimesOf(Times) is { Count: > 0 } times ? new(times, !NotUsed.Contains("times"), MatchReaders.Coordinator | (NotShown.Contains("times") ? MatchReaders.Nobody : MatchReaders.YoungPerson)) : null,
            Interests = Some("interests", Interests),
            HelpsWith = Some("hopes", Helps),
        };
    }
}

/// <summary>What a young person looks for, as far as matching may use it, whoever reads it.</summary>
/// <param name="Age">In whole years on the day of the meeting.</param>
public sealed record SeekerForMatching(
    Guid YoungPersonId, int Age, string[] Kinds, string[] Genders, string[] Backgrounds, string[] Languages, int? Easting, int? Northing, int? TravelKm,
    string[] Times, string[] Interests, string[] Hopes, string[] NotUsed, string[] NotShown)
{
    public MentorSeeker Seeker(IEnumerable<MentorForMatching> mentors) => Seeker(mentors.Where(mentor => mentor.IsNever).Select(mentor => new MentorId(mentor.MentorId)).ToHashSet());

    /// <param name="never">Mentors who are never to be suggested to them.</param>
    public MentorSeeker Seeker(IReadOnlySet<MentorId> never)
    {
        MatchReaders Who(string item) => NotUsed.Contains(item) ? MatchReaders.Nobody : MatchReaders.Coordinator | (NotShown.Contains(item) ? MatchReaders.Nobody : MatchReaders.Mentor);
        Told<T>? Tell<T>(string item, T? value) where T : class => value is null ? null : new(value, !NotUsed.Contains(item), Who(item));
        Told<Choices>? Some(string item, string[] chosen) => Tell(item, chosen.Length == 0 ? null : new Choices(chosen));
        return new(new(YoungPersonId), Age, true, never)
        {
            Kinds = Some("kind", Kinds),
            AskedGenders = Some("gender", Genders),
            AskedLanguages = Some("language", Languages),
            AskedBackgrounds = Some("background", Backgrounds),
            Reach = Tell("near", Reach.Of(Easting is { } east && Northing is { } north ? new Place(east, north) : null, TravelKm)),
            Times = MentorChoices.TimesOf(Times) is { Count: > 0 } times ? new(times, !NotUsed.Contains("times"), Who("times")) : null,
            Interests = Some("interests", Interests),
            Hopes = Some("hopes", Hopes),
        };
    }
}

/// <summary>A mentor who fits, with what may be said of why.</summary>
/// <param name="Called">First name.</param>
public sealed record SuggestedMentor(MentorId Id, string Called, IReadOnlyList<MatchReason> Reasons, IReadOnlyList<PartNotUsed> NotUsed);

/// <summary>A mentor who is not suggested, with every rule that says so.</summary>
public sealed record ExcludedMentor(MentorId Id, string Called, IReadOnlyList<Exclusion> Why);

/// <summary>Who fits, and for a coordinator the others whom no rule forbids, as well as they fit, and whom one does.</summary>
public sealed record MentorFits(IReadOnlyList<SuggestedMentor> Suggested, IReadOnlyList<SuggestedMentor> Others, IReadOnlyList<ExcludedMentor> Excluded);

/// <summary>Suggestions: left out beforehand in SQL, scored by the domain, told only as far as their reader may read.</summary>
public static class MentorSuggestions
{
    /// <summary>Most mentors on a list.</summary>
    public const int Most = 5;

    /// <summary>Most others whom a coordinator can propose.</summary>
    private const int MostOthers = 100;

    // In the order of pledge.mentors_for.
    private static readonly string[] Rough = ["hopes", "interests", "times", "near", "kind", "background"];

    /// <summary>A first meeting is thought of so many days ahead; what lapses before then is no help.</summary>
    public const int MeetingInDays = 21;

    /// <summary>One pair with its reasons, whether a rule forbids it or not. Show nobody but through what their reader may read.</summary>
    public static Suggestion<MentorProfile> Explain(MatchWeights weights, MentorSeeker youngPerson, MentorProfile mentor, DateOnly meetingOn) =>
        MentorMatching.With(weights).Explain(new(youngPerson, mentor, meetingOn, MentorSafeguards.Default), mentor);

    /// <summary>Why the mentor of an open proposal may fit a young person, for that young person.</summary>
    /// <returns>Three statements; null when either is not there any more.</returns>
    public static async Task<SuggestedMentor?> ExplainProposedAsync(this PledgeDb db, YoungPersonId whose, MentorProposalId proposal, DateOnly today, CancellationToken ct)
    {
        var meeting = today.AddDays(MeetingInDays);
        if (await db.FindOwnSeekerAsync(whose, today, ct) is not { } who || await db.FindProposedMentorAsync(proposal, ct) is not { } mentor)
            return null;
        var weights = await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct);
        var fit = Explain(weights, who.Seeker([mentor]), mentor.ProfileOn(meeting), meeting);
        return new(new(mentor.MentorId), mentor.Called, [.. fit.ReasonsFor(MatchReaders.YoungPerson)], [.. fit.NotUsedFor(MatchReaders.YoungPerson)]);
    }

    /// <param name="reader">Whose eyes the reasons are for.</param>
    /// <param name="withOthers">Whether a coordinator also sees the rest: who could be proposed too, and whom a rule keeps out.</param>
    /// <returns>Two statements.</returns>
    public static async Task<MentorFits> SuggestMentorsAsync(this PledgeDb db, SeekerForMatching who, MatchReaders reader, bool withOthers, DateOnly today, CancellationToken ct)
    {
        var meeting = today.AddDays(MeetingInDays);
        var weights = await db.ReadWeightsAsync(MatchingKind.Mentors, MentorMatching.DefaultWeights, ct);
        var matcher = MentorMatching.With(weights);
        var rows = await db.Database.SqlQuery<MentorForMatching>($"select * from pledge.mentors_for({who.YoungPersonId}, {meeting}, {withOthers}, {weights.Importance(Rough)}) order by mentor_id").ToListAsync(ct);
        var (seeker, called) = (who.Seeker(rows), rows.ToDictionary(row => new MentorId(row.MentorId), row => row.Called));
        List<MentorProfile> mentors = [.. rows.Select(row => row.ProfileOn(meeting))];
        List<SuggestedMentor> fits = [.. matcher.Suggest(seeker, mentors, meeting, MentorSafeguards.Default, withOthers ? Most + MostOthers : Most)
            .Select(one => new SuggestedMentor(one.Offer.Id, called[one.Offer.Id], [.. one.ReasonsFor(reader)], [.. one.NotUsedFor(reader)]))];
        return new([.. fits.Take(Most)], [.. fits.Skip(Most)], !withOthers ? [] :
        [
            .. mentors.Select(mentor => new ExcludedMentor(mentor.Id, called[mentor.Id], matcher.Exclusions(new(seeker, mentor, meeting, MentorSafeguards.Default))))
                .Where(mentor => mentor.Why.Count > 0).OrderBy(mentor => mentor.Why.Count).ThenBy(mentor => mentor.Called, StringComparer.Ordinal).ThenBy(mentor => mentor.Id.Value),
        ]);
    }
}
