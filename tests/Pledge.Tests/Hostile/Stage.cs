using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

/// <summary>Somebody with their worker and the worker's manager, made anew each time a form is opened, so that nothing sent before is in the way.</summary>
/// <param name="Mark">Stands in every text about them, and nowhere else.</param>
internal sealed record Stage(HostileWorld World, string Mark, Someone Worker, Someone Manager, Someone Young)
{
    public Arrange Arrange => World.Arrange;
    public string Person => $"/young-people/{Young.YoungPerson}";

    public static async Task<Stage> MakeAsync(HostileWorld world, Guid authority, string mark)
    {
        var team = await world.Arrange.TeamAsync(authority, $"Team {Guid.NewGuid():n}");
        var worker = await world.Arrange.StaffAsync(authority, Roles.Adviser, team, "Sam Worker");
        return await new Stage(world, mark, worker, await world.Arrange.StaffAsync(authority, Roles.Manager, team, "Mo Manager"), worker).WithSomebodyElseAsync();
    }

    /// <summary>The same worker, with another young person.</summary>
    public async Task<Stage> WithSomebodyElseAsync()
    {
        var young = await Arrange.TheirsAsync(Worker, Mark, Mark);
        await Arrange.ExecuteAsync("update identity.account set display_name = $2 where id = $1", young.Account, Mark);
        return this with { Young = young };
    }

    /// <summary>A worker of the same authority in another team.</summary>
    public async Task<Someone> ColleagueAsync() => World.Helper.TryGetValue(Young.Authority, out var known)
        ? known
        : World.Helper[Young.Authority] = await Arrange.ColleagueAsync(Worker);

    /// <summary>A new account, of nobody who is needed.</summary>
    public async Task<Guid> ColleagueAccountAsync() => (await Arrange.StaffAsync(Young.Authority, Roles.Adviser, name: Mark)).Account;

    /// <summary>Runs a statement with the ids of the stage in place of <c>:authority</c>, <c>:person</c>, <c>:account</c> (the young person's), <c>:worker</c>, <c>:mark</c> and a new <c>:id</c>, and gives that id.</summary>
    public async Task<Guid> RowAsync(string sql)
    {
        var id = Guid.CreateVersion7();
        foreach (var (name, value) in new (string, object?)[] { ("authority", Young.Authority), ("person", Young.YoungPerson), ("account", Young.Account), ("worker", Worker.Account), ("mark", Mark), ("id", id) })
            sql = sql.Replace($":{name}", $"'{value}'", StringComparison.Ordinal);
        await Arrange.ExecuteAsync(sql);
        return id;
    }
}
