using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Pledge.Domain;
using Pledge.Domain.People;
using Pledge.Web.Access;
using Pledge.Web.Data;
using Pledge.Web.Features.Start;

namespace Pledge.Web.Features.Relationships;

[Authorize(Policy = Policies.OwnPledge)]
public sealed class IndexModel(PledgeDb db, TimeProvider clock, IStringLocalizer<RelationshipsText> texts) : PageModel
{
    public IReadOnlyList<PersonLine> People { get; private set; } = [];
    public MyWorker? Worker { get; private set; }
    public IReadOnlyList<ProfessionalLine> Professionals { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public PeoplePicture Picture { get; private set; } = null!;

    /// <summary>The picture in words.</summary>
    public string Description { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var me = User.YoungPersonId();
        People = await db.ListRelationshipsAsync(me, ct);
        Worker = await db.ReadWorkerAsync(me, clock.Today(), ct);
        Professionals = await db.ListProfessionalsAsync(me, ct);

        var everybody = People.Select(person => new PictureOf(person.Name, person.Side, person.Closeness, person.ForLife)).ToList();
        if (Worker is not null)
            everybody.Add(new(Worker.Name, Side.Work, Closeness.Close, ForLife: false));
        Picture = PeoplePicture.Of(everybody, CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft);
        Description = string.Join(' ', Enum.GetValues<Closeness>().Select(circle => (circle, Names: Picture.NamesAt(circle))).Where(circle => circle.Names.Length > 0)
            .Select(circle => texts[$"Circle_{circle.circle}", circle.Names].Value));
    }
}
