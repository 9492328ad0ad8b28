using Microsoft.EntityFrameworkCore;
using Pledge.Domain.Matching;
using Pledge.Tests.Support;
using Pledge.Web.Data;
using Pledge.Web.Features.Mentoring;
using Pledge.Web.Features.Rounds;

namespace Pledge.Tests.Features.Mentoring;

/// <summary>What the database leaves out beforehand must cost nothing of the score.</summary>
public sealed class MentorSuggestionTests(Site site) : IClassFixture<Site>
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    // Many share a hope and an interest: nobody else is counted.
    [InlineData("{work,money}", "{music,sport}", "{}", "{}")]
    [InlineData("{work}", "{art}", "{woman}", "{near}")]
    [InlineData("{}", "{}", "{}", "{}")]
    // Nobody does: all are.
    [InlineData("{driving}", "{music}", "{}", "{}")]
    [InlineData("{work,study,home}", "{games}", "{}", "{times}")]
    public async Task Of_many_mentors_the_best_are_suggested(string hopes, string interests, string genders, string notUsed)
    {
        await site.ExecuteAsync("insert into pledge.outcode (outcode, easting, northing, source, as_of) select 'ZM' || n, 400000 + 4000 * n, 280000, 'test', '2026-01-01' from generate_series(1, 5) n on conflict do nothing");
        var person = await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
        await MentorsAsync(person.Authority);
        await site.Arrange.WishAsync(person, interests, genders, notUsed);
        await site.ExecuteAsync("update pledge.mentor_wish set hopes = $2::text[], kinds = '{friend}', outcode = 'ZM2', travel_km = 10 where young_person_id = $1", person.YoungPerson, hopes);

        var field = await AsAsync("coordinator", await site.Arrange.StaffAsync(person.Authority, "coordinator"), db => RoundField.ReadAsync(db, Today.AddDays(MentorSuggestions.MeetingInDays), Today, CancellationToken.None));
        var best = field.CandidatesOf(Assert.Single(field.Seekers), field.Matcher, null).Candidates.Take(MentorSuggestions.Most).Select(candidate => candidate.Score.Score);
        var fits = await AsAsync("young-person", person, async db =>
            await db.SuggestMentorsAsync((await db.FindOwnSeekerAsync(new(person.YoungPerson!.Value), Today, CancellationToken.None))!, MatchReaders.YoungPerson, withOthers: false, Today, CancellationToken.None));

        Assert.Equal(MentorSuggestions.Most, fits.Suggested.Count);
        Assert.Equal(best, fits.Suggested.Select(one => field.Matcher.Score(field.PairOf(person.YoungPerson!.Value, one.Id)!.Value).Score));
    }

    /// <summary>Six hundred of all sorts, a third of them without a free place.</summary>
    private async Task MentorsAsync(Guid authority)
    {
        await site.ExecuteAsync(
            """
            insert into pledge.mentor (id, authority_id, name, email, places, times, languages, interests, helps, kinds, backgrounds, gender, not_used, not_shown, outcode, travel_km, state, birth_year, agrees_to_be_suggested, added_at, changed_at, changed_by)
            select gen_random_uuid(), $1, 'Mo', 'mo@mentors.test', h[1] % 3, case h[2] % 2 when 0 then '{saturdays}'::text[] else '{sundays}' end, '{english}', array[i[1 + h[3] % 5], i[1 + h[4] % 5]], array[p[1 + h[5] % 4], p[1 + h[6] % 4]],
                case h[7] % 3 when 0 then '{friend}'::text[] else '{}' end, case h[8] % 2 when 0 then '{care}'::text[] else '{}' end, (array['woman', 'man', null])[1 + h[9] % 3],
                case h[10] % 8 when 0 then '{interests}'::text[] when 1 then '{hopes,gender}' when 2 then '{near}' else '{}' end, '{}', 'ZM' || 1 + h[11] % 5, (array[5, 10, 20, null])[1 + h[12] % 4], 'available', 1970, true, '2026-11-01Z', '2026-11-01Z', gen_random_uuid()
            from (select array(select abs(hashint4(g * 31 + k) % 1000) from generate_series(1, 12) k) as h, array['music', 'sport', 'art', 'reading', 'games'] as i, array['work', 'study', 'money', 'home'] as p from generate_series(1, 600) g) x
            """, authority);
        await site.ExecuteAsync(
            "insert into pledge.mentor_clearance (id, authority_id, mentor_id, outcome, level, certificate_number, issued_on, recheck_due_on, recorded_at, recorded_by) select gen_random_uuid(), $1, id, 'accepted', 'enhanced-barred', '001234567890', '2026-01-01', '2029-01-01', now(), gen_random_uuid() from pledge.mentor where authority_id = $1",
            authority);
        await site.ExecuteAsync(
            "insert into pledge.mentor_training (id, authority_id, mentor_id, course, done_on, valid_until, recorded_at, recorded_by) select gen_random_uuid(), $1, id, c, '2026-01-01', '2028-01-01', now(), gen_random_uuid() from pledge.mentor cross join unnest(array['training', 'code-of-conduct', 'safeguarding']) c where authority_id = $1",
            authority);
    }

    private async Task<T> AsAsync<T>(string role, Someone who, Func<PledgeDb, Task<T>> read)
    {
        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(site.Database.App).UseSnakeCaseNamingConvention().Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var stamp = await site.SqlAsync<string>("select security_stamp from identity.account where id = $1", who.Account);
        Assert.True((await db.Database.SqlQuery<bool>($"select pledge.enter({role}, {who.Account}, {stamp}, {who.Authority}, {who.YoungPerson}, {Today}) as \"Value\"").ToListAsync())[0]);
        return await read(db);
    }
}
