using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pledge.Domain;
using Pledge.Domain.Board;
using Pledge.Domain.Organisations;
using Pledge.Domain.Publications;
using Pledge.Web.Data;
using Pledge.Web.Features.Publications;

namespace Pledge.Web.Demonstration;

/// <summary>Publishes the last quarter ends, each as a data officer would have some days after it: red figures have an action first, and one day is published again after corrections.</summary>
internal static class DemoPublications
{
    /// <summary>How many quarter ends the demonstration publishes.</summary>
    public const int Usual = 9;

    private static readonly TimeOnly Morning = new(10, 0);

    // What a board asks for when a figure is far from its target, quarter about; of every figure that can be.
    private static readonly Dictionary<string, string[]> Moves = new()
    {
        ["CL-ACC-1718"] = ["Visit every home that is not suitable, and agree a move with whoever lives there", "Agree with housing how many flats are kept for 17 and 18 year olds"],
        ["CL-ACC-1921"] = ["Look at every home that is not suitable, and agree a move with whoever lives there", "Bring housing's plan for homes of those who are 19 to 21"],
        ["CL-STAYPUT"] = ["Talk about staying put with every foster family a year before the 18th birthday"],
        ["CL-BB"] = ["Find another home for everybody in a bed and breakfast, and say how long each waited"],
        ["CL-EET-1718"] = ["Offer work experience to everybody of 17 and 18 without a place", "Bring the colleges' plan for those who left a course early"],
        ["CL-EET-1921"] = ["Ask everybody without work or a course what would help, and bring the answers", "Bring the employers' offers for those who are 19 to 21"],
        ["CL-NEET-1921"] = ["Ask everybody without work or a course what would help, and bring the answers"],
        ["CL-HE-1921"] = ["Visit a university with everybody who thinks about one"],
        ["CL-APP"] = ["Ask each employer who signed for one apprenticeship more"],
        ["CL-OPP"] = ["Ask each employer who signed what they can offer this quarter"],
        ["CL-NIT-1921"] = ["Look for everybody we lost touch with, and say how each was looked for"],
        ["CL-TOUCH"] = ["Look at every worker's list of whom they have not seen for 8 weeks, and say why", "Give the team time to see everybody who waits longest"],
        ["CL-VISIT7"] = ["See every move coming, so that the visit is in the diary before it"],
        ["CL-PA-CHG"] = ["Say in every leaving worker's last month who comes next, and let them meet"],
        ["CL-PA-LOAD"] = ["Bring a plan for the two posts that are empty"],
        ["CL-2225"] = ["Write to everybody of 22 to 25 what they can ask for, in their own words"],
        ["CL-PLAN"] = ["Book every review that is late, and bring how many are left"],
        ["CL-PLAN-SEEN"] = ["Sit down with everybody who has not said yet whether the plan is theirs", "Ask those who do not agree what is wrong with their plan, and change it"],
        ["CL-MENTOR"] = ["Ask those whose mentoring ended early why"],
    };

    /// <summary>In the transaction of the load, whose rows are there already.</summary>
    /// <param name="quarters">How many quarter ends, the last that is 20 days ago or more among them; two at least.</param>
    /// <param name="only">Null for every authority.</param>
    public static async Task PublishAsync(NpgsqlConnection owner, NpgsqlTransaction transaction, DateOnly asOf, int quarters, AuthorityId? only, CancellationToken ct)
    {
        await using var db = new PledgeDb(new DbContextOptionsBuilder<PledgeDb>().UseNpgsql(owner).UseSnakeCaseNamingConvention().Options);
        await db.Database.UseTransactionAsync(transaction, ct);
        var staff = await db.Staff.AsNoTracking().Where(person => person.LeftOn == null && (only == null || person.AuthorityId == only)).OrderBy(person => person.Id).ToListAsync(ct);
        foreach (var people in staff.GroupBy(person => person.AuthorityId))
        {
            var (publisher, owners) = (people.First(person => person.Role == Roles.DataOfficer), people.Where(person => person.Role is Roles.Manager or Roles.Coordinator or Roles.Board).ToList());
            await db.Database.ExecuteSqlAsync($"select set_config('pledge.actor', 'data-officer', true), set_config('pledge.authority_id', {people.Key.Value.ToString()}, true), set_config('pledge.account_id', {publisher.Id.Value.ToString()}, true)", ct);
            var days = QuarterEnd.Before(asOf.AddDays(-20)).Take(quarters).Reverse().ToList();
            foreach (var (day, number) in days.Select((day, number) => (day, number)).Append((days[^2], quarters)))
            {
                var now = LondonTime.At((number < quarters ? day : days[^1]).AddDays(18), Morning);
                if (number < quarters)
                    await EndLastQuartersAsync(db, people.Key, publisher.Id, now.AddDays(-1), ct);
                var prepared = await db.PrepareAsync(people.Key, day, now, ct);
                foreach (var red in prepared.RedWithoutAction)
                    Act(db, people.Key, red, Moves[red][number % Moves[red].Length], owners[(number + red.Length) % owners.Count], publisher.Id, now);
                await db.SaveChangesAsync(ct);
                prepared = prepared with { WithAction = [.. prepared.WithAction, .. prepared.RedWithoutAction] };
                db.Publications.Add(prepared.Publish(number < quarters ? null : "Late records of homes and work of that quarter came in.", now, publisher.Id).Value!);
                db.PublishedFigures.AddRange(prepared.Figures);
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
            // Each meeting had the newest figures of its day before it.
            await db.Database.ExecuteSqlAsync(
                $"""
                update pledge.board_meeting m set publication_id = (
                    select p.id from pledge.publication p where p.authority_id = m.authority_id and p.published_at < m.closed_at order by p.on_day desc, p.number desc limit 1)
                where m.authority_id = {people.Key.Value} and m.closed_at is not null
                """, ct);
        }
    }

    private static async Task EndLastQuartersAsync(PledgeDb db, AuthorityId authority, AccountId by, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var action in await db.BoardActions.Where(row => row.AuthorityId == authority && row.RaisedBy == by && row.State == BoardActionState.Open && row.Indicator != null).ToListAsync(ct))
            db.BoardActionUpdates.Add(action.Update(new(Guid.CreateVersion7(now)), BoardActionState.Done, new(action.OwnerId, action.OwnerName), action.DueOn, "Done, and told the board.", now, by).Value!);
        await db.SaveChangesAsync(ct);
    }

    private static void Act(PledgeDb db, AuthorityId authority, string indicator, string what, StaffMember owner, AccountId by, DateTimeOffset now)
    {
        var action = BoardAction.Raise(
            BoardActionId.New(), authority, what, indicator, null, null, new(owner.Id, owner.DisplayName), LondonTime.DayOf(now).AddDays(90), now, by).Value!;
        db.BoardActions.Add(action);
        db.BoardActionUpdates.Add(BoardActionUpdate.Of(new(Guid.CreateVersion7(now)), action, words: null));
    }
}
