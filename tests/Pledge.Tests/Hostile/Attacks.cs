namespace Pledge.Tests.Hostile;

/// <summary>What is sent in place of an honest form. The same each time.</summary>
/// <param name="Fill">The fields to send; the token is added.</param>
internal sealed record Attack(string Name, Func<RealForm, IEnumerable<(string Name, string Value)>> Fill)
{
    /// <summary>Whether what is sent can be shown again as it came.</summary>
    public bool IsText { get; init; } = true;

    /// <summary>Whether the page that follows is read, too.</summary>
    public bool Follow { get; init; } = true;

    public bool WithToken { get; init; } = true;

    /// <summary>Whether it is sent a second time, unchanged.</summary>
    public bool Again { get; init; }
}

internal static class Attacks
{
    /// <summary>Sent as bytes that are no text in any encoding.</summary>
    public const char NotText = '\uF8FF';

    /// <summary>Must never stand in a page like this.</summary>
    public const string Script = "<script>alert('pledge')";

    private const string Markup = Script + "</script>\"'><img src=x onerror=alert(1)>'; drop table pledge.note; -- {{7*7}} ${7} {0} %s \u202Erevenge\u202C \u0627\u0644\u0644\u0647 👩🏽‍🚀🏳️‍🌈 Z͑ͫ̓ͪ %00 \\";
    private const string Controls = "a\0b\u0001\u001b[31m\u007f\u0085\u2028c";
    private const string Broken = "a\uD800b\uDC00c\uF8FF\uFFFE";
    private static readonly string Long = string.Concat(Enumerable.Repeat("long ", 2_400));

    // Names of things no form asks for.
    private static readonly string[] Extra =
    [
        "Id", "id", "AuthorityId", "YoungPersonId", "Form.AuthorityId", "Form.YoungPersonId", "Form.Id", "Form.RecordedBy", "Form.State", "State", "RecordedAt", "RecordedBy", "WrittenBy",
        "Person.Id", "Person.Name", "User.Role", "Account.Id", "Account.Role", "Invited.Role", "handler", "page", "area",
    ];

    private static readonly string[] Ways = ["next", "Next", "returnUrl", "ReturnUrl", "_draft-page", "back"];

    /// <summary>All attacks on the form: those on all of it, then those on one field at a time.</summary>
    public static IEnumerable<Attack> On(RealForm form, IReadOnlyList<Guid> strangers)
    {
        yield return new("without a token", Honest) { WithToken = false };
        yield return new("honest, twice", Honest) { Again = true };
        yield return new("nothing", _ => []);
        yield return new("too many fields", sent => Honest(sent).SelectMany(field => new[] { field, (field.Item1, Markup), field })
            .Concat(Extra.Select(name => (name, strangers[0].ToString()))).Concat(Ways.Select(name => (name, "//elsewhere.test/x"))));
        if (form.Fields.Any(field => field.IsTyped))
        {
            yield return Typed("empty", "");
            yield return Typed("white space", " \t\r\n\u00a0\u2003");
            yield return Typed("very long", Long);
            yield return Typed("no text at all", Controls + Broken) with { IsText = false };
            yield return Typed("markup", Markup);
            yield return Typed("huge numbers", "99999999999999999999999");
        }
        if (form.Fields.Any(field => field.Kind == "date"))
        {
            yield return Dates("no such day", "31", "2", "2026");
            yield return Dates("the first day", "1", "1", "1");
            yield return Dates("the last day", "31", "12", "9999");
            yield return Dates("words for a day", "one", "٣", "10000");
        }
        if (form.Fields.Any(field => field.IsChosen))
        {
            yield return Replace("markup for a choice", field => field.IsChosen, _ => Markup);
            yield return Replace("a number for a choice", field => field.IsChosen, _ => "99");
        }
        if (form.Fields.Any(IsHidden))
        {
            yield return Replace("a number in what is hidden", IsHidden, _ => "4294967296");
            yield return Replace("nothing in what is hidden", IsHidden, _ => "");
            yield return Replace("markup in what is hidden", IsHidden, _ => Markup + Controls + Broken) with { IsText = false };
        }
        foreach (var stranger in strangers)
        {
            if (form.Fields.Any(IsId))
                yield return Replace("somebody else's id", IsId, _ => stranger.ToString());
        }
        // A rule that comes later is met only when what comes before it is right.
        foreach (var field in form.Fields.Where(field => field.IsTyped && form.Fields.Count(each => each.IsTyped) > 1).Take(8))
            yield return Replace($"long in {field.Name}", each => each == field, _ => Long + Controls + Broken) with { IsText = false };
    }

    /// <summary>The form as somebody would fill it.</summary>
    public static IEnumerable<(string Name, string Value)> Honest(RealForm form) =>
        form.Fields.Where(field => field.Name != RealForm.Token).Select(field => (field.Name, Honest(field))).Where(field => field.Item2 is not null).Select(field => (field.Name, field.Item2!));

    public static string TokenOf(RealForm form) => form.Fields.FirstOrDefault(field => field.Name == RealForm.Token)?.Value ?? "";

    private static bool IsHidden(Field field) => field.Kind == "hidden" && field.Name != RealForm.Token;

    private static bool IsId(Field field) => field.Name != RealForm.Token && (Guid.TryParse(field.Value, out _) || field.Options.Any(option => Guid.TryParse(option, out _)));

    private static string? Honest(Field field) => field switch
    {
        { Kind: "file" } => "a,b\r\n1,2\r\n",
        { IsChosen: true, Value.Length: > 0 } or { Kind: "hidden" } or { Kind: "text" or "date", Value.Length: > 0 } => field.Value,
        { IsChosen: true } => field.Options.FirstOrDefault(option => option.Length > 0),
        { Kind: "date" } => field.Name[(field.Name.LastIndexOf('.') + 1)..] switch { "Day" => "22", "Month" => "11", _ => "2026" },
        { Kind: "secret" } => "not it 1",
        _ => field.Name == "Contact" || field.Name.EndsWith("Email", StringComparison.Ordinal) ? $"q{field.Name.Length}@people.test" : "Some words",
    };

    private static Attack Typed(string name, string text) => Replace(name, field => field.IsTyped || field.Kind == "file", _ => text);

    private static Attack Dates(string name, string day, string month, string year) => Replace(name, field => field.Kind == "date",
        field => field.Name.EndsWith(".Day", StringComparison.Ordinal) ? day : field.Name.EndsWith(".Month", StringComparison.Ordinal) ? month : year);

    private static Attack Replace(string name, Func<Field, bool> which, Func<Field, string> value) => new(name, form =>
    {
        var honest = Honest(form).ToDictionary(field => field.Name, field => field.Value);
        foreach (var field in form.Fields.Where(which))
            honest[field.Name] = value(field);
        return honest.Select(field => (field.Key, field.Value));
    })
    { Follow = name is "markup" or "very long" or "no text at all" };
}
