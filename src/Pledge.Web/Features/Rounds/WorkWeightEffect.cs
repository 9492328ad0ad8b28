using Microsoft.EntityFrameworkCore;
using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Domain.Opportunities;
using Pledge.Web.Data;
using Pledge.Web.Features.FindWork;

namespace Pledge.Web.Features.Rounds;

/// <summary>What other weights would change in what is suggested to young people, with the live posts of the authority.</summary>
/// <param name="Looked">Young people who were looked at.</param>
/// <param name="OthersFirst">For so many another post would come first.</param>
/// <param name="OthersAmong">For so many there would be another post among those suggested.</param>
/// <param name="Kinds">Suggestions, not people, by kind of post.</param>
public sealed record WorkWeightEffect(int Looked, int OthersFirst, int OthersAmong, IReadOnlyList<(string Kind, int Now, int Then)> Kinds)
{
    /// <summary>So many who said longest ago what they look for, and so many posts that close first; it is asked for on a page.</summary>
    private const int MostPeople = 300, MostPosts = 2000;

    /// <returns>Two statements, however many there are.</returns>
    public static async Task<WorkWeightEffect> ReadAsync(PledgeDb db, AuthorityId authority, MatchWeights now, MatchWeights then, DateOnly today, CancellationToken ct)
    {
        var people = await db.Database.SqlQuery<WorkSeekerRow>($"select * from pledge.work_seekers({MostPeople})").ToListAsync(ct);
        // Which places are taken already, a coordinator does not read.
        var posts = (await db.Database.SqlQuery<WorkForMatching>(
            $"""
            select p.id, p.authority_id, p.organisation_id, p.organisation_name, v.title, v.kind, v.fields, v.pay_pence, v.pay_unit, v.hours_least, v.hours_most, v.starts_on, p.closes_on, p.others_from, v.is_remote, v.area,
                o.easting, o.northing, v.essential, v.nice, v.support, v.least_age, v.audience, p.places, v.kept_places, 0 as taken
            from pledge.opportunity p join pledge.opportunity_version v on v.opportunity_id = p.id and v.number = p.published_version left join pledge.outcode o on o.outcode = v.outcode
            where p.state = 'live' and p.closes_on >= {today} order by p.closes_on, p.id limit {MostPosts}
            """).ToListAsync(ct)).ConvertAll(post => post.ToProfile());
        IReadOnlyList<IReadOnlyList<OpportunityProfile>> Suggested(MatchWeights weights)
        {
            var matcher = OpportunityMatching.With(weights);
            return [.. people.Select(row => (IReadOnlyList<OpportunityProfile>)[.. matcher.Suggest(row.Seeker(authority), posts, today, WorkSuggestions.Most).Select(one => one.Offer)])];
        }
        var (before, after) = (Suggested(now), Suggested(then));
        return new(people.Count, before.Zip(after).Count(pair => FirstOf(pair.First) != FirstOf(pair.Second)),
            before.Zip(after).Count(pair => !pair.First.Select(post => post.Id).ToHashSet().SetEquals(pair.Second.Select(post => post.Id))),
            [.. Opportunity.KindCodes.Values.Select(kind => (kind, Of(before, kind), Of(after, kind)))]);
    }

    private static OpportunityId? FirstOf(IReadOnlyList<OpportunityProfile> posts) => posts is [var first, ..] ? first.Id : null;

    private static int Of(IEnumerable<IReadOnlyList<OpportunityProfile>> suggested, string kind) => suggested.Sum(posts => posts.Count(post => post.Kind.Codes[0] == kind));
}
