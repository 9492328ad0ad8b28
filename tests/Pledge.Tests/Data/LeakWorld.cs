using Npgsql;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;

namespace Pledge.Tests.Data;

/// <summary>Two authorities with two teams in the first, and at least one row of every kind about every young person and account.</summary>
public sealed class LeakWorld : IAsyncLifetime
{
    private static readonly DateOnly Yesterday = new(2026, 11, 21);
    private readonly Site _site = new();

    public NpgsqlDataSource App { get; private set; } = null!;
    public NpgsqlDataSource Owner { get; private set; } = null!;
    public Guid Here { get; private set; }
    public Someone Adviser { get; private set; } = null!;
    public Someone Manager { get; private set; } = null!;
    public Someone Board { get; private set; } = null!;
    public Someone Coordinator { get; private set; } = null!;
    /// <summary>Of <see cref="Organisation"/>, whose people they manage.</summary>
    public Someone Partner { get; private set; } = null!;
    public Guid Organisation { get; private set; }

    /// <summary>In the register, signing in as <see cref="Partner"/>; another mentor is there too.</summary>
    public Guid Mentor { get; private set; }
    public Someone DataOfficer { get; private set; } = null!;
    public Someone Administrator { get; private set; } = null!;

    /// <summary>In the caseload of <see cref="Adviser"/>.</summary>
    public Someone InCaseload { get; private set; } = null!;

    /// <summary>With another adviser of the same team.</summary>
    public Someone InTeam { get; private set; } = null!;

    /// <summary>With an adviser of the other team.</summary>
    public Someone InOtherTeam { get; private set; } = null!;

    /// <summary>Was in the caseload of <see cref="Adviser"/> until yesterday, and has nobody now.</summary>
    public Someone Left { get; private set; } = null!;

    /// <summary>With an adviser of the other team, and covered by <see cref="Adviser"/> since yesterday and until tomorrow.</summary>
    public Someone Covered { get; private set; } = null!;

    /// <summary>As <see cref="Covered"/>, until yesterday.</summary>
    public Someone CoveredBefore { get; private set; } = null!;

    /// <summary>In the other authority, in the caseload of an adviser there.</summary>
    public Someone Elsewhere { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        (App, Owner) = (NpgsqlDataSource.Create(_site.Database.App), NpgsqlDataSource.Create(_site.Database.Owner));
        var arrange = _site.Arrange;
        Here = await arrange.AuthorityAsync("Here");
        var there = await arrange.AuthorityAsync("There");
        var (north, south) = (await arrange.TeamAsync(Here), await arrange.TeamAsync(Here, "South"));
        Adviser = await arrange.StaffAsync(Here, Roles.Adviser, north);
        Manager = await arrange.StaffAsync(Here, Roles.Manager, north);
        Board = await arrange.StaffAsync(Here, Roles.Board);
        Coordinator = await arrange.StaffAsync(Here, Roles.Coordinator);
        Organisation = await arrange.OrganisationAsync(Here, "Grocers");
        Partner = await arrange.PartnerAsync(Here, Organisation, "post", "see-applicants", "manage-people");
        DataOfficer = await arrange.StaffAsync(Here, Roles.DataOfficer);
        Administrator = await arrange.StaffAsync(Here, Roles.Administrator);
        (InCaseload, InTeam, InOtherTeam, Left) = (await arrange.YoungPersonAsync(Here), await arrange.YoungPersonAsync(Here), await arrange.YoungPersonAsync(Here), await arrange.YoungPersonAsync(Here));
        Elsewhere = await arrange.YoungPersonAsync(there);
        await arrange.AssignAsync(Adviser, InCaseload);
        await arrange.AssignAsync(await arrange.StaffAsync(Here, Roles.Adviser, north), InTeam);
        await arrange.AssignAsync(await arrange.StaffAsync(Here, Roles.Adviser, south), InOtherTeam);
        await arrange.AssignAsync(Adviser, Left);
        await arrange.ExecuteAsync("update pledge.assignment set period_to = $1 where young_person_id = $2", Yesterday, Left.YoungPerson);
        await arrange.AssignAsync(await arrange.StaffAsync(there, Roles.Adviser, await arrange.TeamAsync(there)), Elsewhere);
        await arrange.StaffAsync(there, Roles.Board);
        var away = await arrange.StaffAsync(Here, Roles.Adviser, south);
        (Covered, CoveredBefore) = (await arrange.YoungPersonAsync(Here), await arrange.YoungPersonAsync(Here));
        foreach (var (person, until) in new[] { (Covered, Yesterday.AddDays(2)), (CoveredBefore, Yesterday.AddDays(1)) })
        {
            await arrange.AssignAsync(away, person);
            await arrange.CoverAsync(away, Adviser, person, Yesterday.AddDays(-3), until);
        }
        await arrange.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Data", "LeakWorld.sql")));
        Mentor = await _site.SqlAsync<Guid>("select id from pledge.mentor where authority_id = $1 and name = 'Mo Reed'", Here);
        await arrange.ExecuteAsync("update pledge.mentor set account_id = $2 where id = $1", Mentor, Partner.Account);
        await arrange.ExecuteAsync("insert into pledge.mentor_concern (id, authority_id, young_person_id, match_id, side, words, raised_at, raised_by) select gen_random_uuid(), authority_id, young_person_id, id, 'mentor', 'They are hungry', now(), $2 from pledge.mentor_match where mentor_id = $1", Mentor, Partner.Account);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        await _site.DisposeAsync();
    }
}
