using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

/// <summary>The site with two strangers whose every row and text is marked: one of the same authority in another worker's caseload, one of another authority.</summary>
public sealed class HostileWorld : Site
{
    internal const string Mine = "Qmine";
    private readonly Dictionary<string, Stage> _mine = [];
    private string _everything = "";
    private string? _hash;

    internal Dictionary<Guid, Someone> Helper { get; } = [];
    internal Guid Here { get; private set; }
    internal Stage Colleagues { get; private set; } = null!;
    internal Stage Elsewhere { get; private set; } = null!;
    internal Someone Administrator { get; private set; } = null!;
    internal Someone Coordinator { get; private set; } = null!;
    internal Someone DataOfficer { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var there = await Arrange.AuthorityAsync("There");
        Here = await Arrange.AuthorityAsync("Here");
        Colleagues = await Stage.MakeAsync(this, Here, "Qcolleague");
        Elsewhere = await Stage.MakeAsync(this, there, "Qelsewhere");
        foreach (var authority in new[] { Here, there })
            await Arrange.StaffAsync(authority, Roles.Board);
        await ExecuteAsync("delete from pledge.legal_status");
        await ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "LeakWorld.sql")));
        // One reason to look at anybody would open what has to stay shut.
        await ExecuteAsync("delete from pledge.outside_look");
        await ExecuteAsync("delete from pledge.message");
        await MarkAsync(Colleagues);
        await MarkAsync(Elsewhere);
        Administrator = await Arrange.StaffAsync(Here, Roles.Administrator);
        Coordinator = await Arrange.StaffAsync(Here, Roles.Coordinator);
        DataOfficer = await Arrange.StaffAsync(Here, Roles.DataOfficer);
        _everything = await SqlAsync<string>(
            """
            select 'select coalesce(md5(string_agg(x.h, '','' order by x.h)), '''') from (' || string_agg(format('select md5(t::text) as h from %s t where t.young_person_id = any($1)', c.oid::regclass), ' union all ') || ') x'
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'young_person_id' and not a.attisdropped
            where c.relnamespace = 'pledge'::regnamespace and c.relkind = 'r'
            """);
    }

    /// <summary>Somebody of one's own: one worker for each form, another young person each time.</summary>
    internal async Task<Stage> MineAsync(string form) =>
        _mine.TryGetValue(form, out var stage) ? await stage.WithSomebodyElseAsync() : _mine[form] = await Stage.MakeAsync(this, Here, Mine);

    /// <summary>As <see cref="ArrangeSignIn.WithPasswordAsync"/>, without the work of a new hash each time.</summary>
    internal async Task<Someone> WithSamePasswordAsync(Someone person)
    {
        _hash ??= await SqlAsync<string>("select password_hash from identity.account where id = $1", (await this.WithPasswordAsync(person)).Account);
        await ExecuteAsync("update identity.account set password_hash = $2 where id = $1", person.Account, _hash);
        return person;
    }

    /// <summary>Somebody one may look at after saying why.</summary>
    internal async Task<Stage> SomebodyOfAnotherTeamAsync() => await (await MineAsync("another team")).WithSomebodyElseAsync();

    /// <summary>One line that changes when anything about these people changes.</summary>
    internal Task<string> EverythingAboutAsync(IEnumerable<Stage> people) => SqlAsync<string>(_everything, people.Select(stage => stage.Young.YoungPerson!.Value).ToArray());

    /// <summary>Puts the mark into every text about the person that takes it.</summary>
    private async Task MarkAsync(Stage stage)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(
            $"""
            do $do$
            declare place record;
            begin
                for place in select c.oid::regclass as name, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'text'::regtype and not a.attisdropped
                    where c.relnamespace = 'pledge'::regnamespace and c.relkind = 'r' and exists (select from pg_attribute y where y.attrelid = c.oid and y.attname = 'young_person_id')
                      -- Written by whoever runs the forum for everybody to read.
                      and not (c.relname = 'forum_step' and a.attname in ('shown', 'did', 'could_not'))
                loop
                    begin
                        execute format('update %s set %I = %L where young_person_id = %L', place.name, place.attname, '{stage.Mark}', '{stage.Young.YoungPerson}');
                    exception when others then null;
                    end;
                end loop;
            end
            $do$
            """);
        await command.ExecuteNonQueryAsync();
    }
}
