using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

/// <summary>One form under attack, and what was found.</summary>
internal sealed class FormRun
{
    // What an answer to a form may be: shown again or saved, kept, not understood, not there, changed meanwhile, gone, too much.
    private static readonly HttpStatusCode[] Good =
    [
        HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.Gone, HttpStatusCode.RequestEntityTooLarge,
    ];

    // More than any field takes; who pastes a book has it elsewhere.
    private const int LongEnough = 3000;

    private readonly HostileWorld _world;
    private readonly string _form;
    private readonly Way _way;
    private readonly List<string> _found = [];
    private readonly List<(Stage Stage, string Page)> _strangers = [];
    private Stage _mine = null!;
    private string _before = "";
    private RealForm? _open;

    private FormRun(HostileWorld world, string form, Way way) => (_world, _form, _way) = (world, form, way);

    public IReadOnlyList<string> Found => _found;

    public static async Task<FormRun> StartAsync(HostileWorld world, string form, Way way)
    {
        var run = new FormRun(world, form, way);
        foreach (var stranger in way.OwnCaseload ? new[] { world.Colleagues, world.Elsewhere } : [world.Elsewhere])
        {
            var stage = await stranger.WithSomebodyElseAsync();
            run._strangers.Add((stage, (await way.Come(stage)).Page));
        }
        run._before = await run.EverythingAsync();
        return run;
    }

    public async Task AttackAsync()
    {
        Guid[] strangers = [_strangers[0].Stage.Young.YoungPerson!.Value, _strangers[^1].Stage.Worker.Account];
        foreach (var attack in Attacks.On(await OpenAsync(), strangers).ToList())
        {
            var form = await OpenAsync();
            var values = attack.Fill(form).ToList();
            if (attack.WithToken)
                values.Insert(0, (RealForm.Token, Attacks.TokenOf(form)));
            for (var time = 0; time < (attack.Again ? 2 : 1); time++)
            {
                using var response = await form.SendAsync(form.Action, values);
                await JudgeAsync(attack, form, values, response, again: time > 0);
            }
        }
    }

    /// <summary>The form of one's own, sent to where the same form of a stranger goes, with the stranger's ids in it.</summary>
    public async Task AsIfItWereSomebodyElsesAsync()
    {
        foreach (var (stranger, page) in _strangers)
        {
            var form = await OpenAsync();
            var ids = form.Page.Split('/', '?', '=', '&').Zip(page.Split('/', '?', '=', '&')).Where(pair => pair.First != pair.Second).ToList();
            if (ids.Count == 0 || !ids.All(pair => Guid.TryParse(pair.First, out _)))
                continue;
            string Theirs(string text) => ids.Aggregate(text, (now, pair) => now.Replace(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
            var values = Attacks.Honest(form).Select(field => (field.Name, Theirs(field.Value))).Prepend((RealForm.Token, Attacks.TokenOf(form)));

            using var shown = await form.Visitor.Client.GetAsync(Theirs(page));
            Check(await TellsAsync(shown) || (shown.StatusCode is not HttpStatusCode.NotFound && form.Page.Split('?')[0] != page.Split('?')[0]), "shown", $"{page} of {stranger.Mark} is shown: {(int)shown.StatusCode}");
            using var sent = await form.SendAsync(new Uri(Theirs(form.Action.ToString())), values);
            var inAddress = form.Action.AbsolutePath != Theirs(form.Action.AbsolutePath);
            Check(await TellsAsync(sent), "somebody else's form", $"tells about {stranger.Mark}");
            Check(inAddress && sent.StatusCode is not HttpStatusCode.NotFound, "somebody else's form", $"of {stranger.Mark} answered {(int)sent.StatusCode}, not 404");
        }
    }

    public async Task<bool> StrangersAreAsTheyWereAsync() => _before == await EverythingAsync();

    private Task<string> EverythingAsync() => _world.EverythingAboutAsync(_strangers.Select(stranger => stranger.Stage).Concat(_way.OwnCaseload ? [_world.Colleagues, _world.Elsewhere] : [_world.Elsewhere]));

    private async Task<RealForm> OpenAsync()
    {
        if (_open is not null)
            return _open;
        _mine = await _world.MineAsync(_form);
        var (who, page) = await _way.Come(_mine);
        _open = await RealForm.OpenAsync(_form, await who(), page);
        Assert.True(_open is not null, $"No form of {_form} on {page}");
        return _open;
    }

    private async Task JudgeAsync(Attack attack, RealForm form, IReadOnlyList<(string Name, string Value)> values, HttpResponseMessage response, bool again)
    {
        Check(!Good.Contains(response.StatusCode), attack.Name, $"answered {(int)response.StatusCode}");
        Check(await TellsAsync(response), attack.Name, "tells about a stranger");
        Check(!attack.WithToken && !_way.NeedsNoToken && response.StatusCode is not HttpStatusCode.BadRequest, attack.Name, $"is taken: {(int)response.StatusCode}");
        if (response.StatusCode is HttpStatusCode.Redirect && attack.Follow)
            await FollowAsync(attack, form, response.Headers.Location!.OriginalString);
        else if (response.StatusCode is HttpStatusCode.OK && attack.WithToken && !_way.Shows && !again)
            await IsKeptAsync(attack, form, values, response);
        // Whatever was done, the next attack finds the form as it was.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest))
            _open = null;
    }

    private async Task FollowAsync(Attack attack, RealForm form, string to)
    {
        Check(!to.StartsWith('/') || to.StartsWith("//", StringComparison.Ordinal), attack.Name, $"leads to {to}");
        if (!to.StartsWith('/') || to.StartsWith("//", StringComparison.Ordinal))
            return;
        using var next = await form.Visitor.Client.GetAsync(to);
        Check((int)next.StatusCode >= 500, attack.Name, $"{to} answered {(int)next.StatusCode}");
        Check(await TellsAsync(next), attack.Name, $"{to} tells about a stranger");
        Check((await next.Content.ReadAsStringAsync()).Contains(Attacks.Script, StringComparison.Ordinal), attack.Name, $"{to} holds the script as markup");
    }

    private async Task IsKeptAsync(Attack attack, RealForm form, IReadOnlyList<(string Name, string Value)> values, HttpResponseMessage response)
    {
        var page = await response.DocumentAsync();
        if (page.QuerySelector("form") is null)
            return;
        Check(page.QuerySelector(".govuk-error-summary, .govuk-error-message, [data-merge]") is null, attack.Name, "is refused without a message");
        if (!attack.IsText)
            return;
        var shown = RealForm.Find(_form, page, form.Visitor, form.Page);
        foreach (var field in form.Fields.Where(field => field.Kind is "text" or "date"))
        {
            var sent = Plain(values.FirstOrDefault(value => value.Name == field.Name).Value ?? "");
            if (shown?.Fields.FirstOrDefault(each => each.Name == field.Name) is { } now && sent.Length > 0)
                Check(!Plain(now.Value).StartsWith(sent.Length > LongEnough ? sent[..LongEnough] : sent, StringComparison.Ordinal), attack.Name, $"{field.Name} is lost: {Short(now.Value)}");
        }
    }

    private async Task<bool> TellsAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return _strangers.Any(stranger => text.Contains(stranger.Stage.Mark, StringComparison.Ordinal));
    }

    private void Check(bool wrong, string attack, string what)
    {
        if (wrong)
            _found.Add($"{_form}: {attack}: {what}");
    }

    // As it reads: neither ends of lines, nor what cannot be shown, nor what turns the text round count.
    private static string Plain(string text)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune) && rune.Value is not (0xFFFD or 0xFFFE or Attacks.NotText or (>= 0x202A and <= 0x202E)))
                kept.Append(rune);
        }
        return kept.ToString();
    }

    private static string Short(string text) => text.Length > 60 ? text[..60] : text;
}
