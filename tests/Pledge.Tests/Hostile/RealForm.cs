using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Pledge.Tests.Support;

namespace Pledge.Tests.Hostile;

/// <summary>A field as the form has it.</summary>
/// <param name="Kind">hidden, checkbox, radio, select, file, date (a part of one), secret (never shown again) or text.</param>
/// <param name="Options">What may be chosen.</param>
internal sealed record Field(string Name, string Kind, string Value, IReadOnlyList<string> Options)
{
    public bool IsTyped => Kind is "text" or "date" or "secret";
    public bool IsChosen => Kind is "radio" or "checkbox" or "select";
}

/// <summary>A form on a page somebody opened: where it goes and what is in it.</summary>
internal sealed class RealForm
{
    public const string Token = "__RequestVerificationToken";

    private RealForm(Visitor visitor, string page, Uri action, bool multipart, IReadOnlyList<Field> fields) =>
        (Visitor, Page, Action, IsMultipart, Fields) = (visitor, page, action, multipart, fields);

    public Visitor Visitor { get; }
    public string Page { get; }
    public Uri Action { get; }
    public bool IsMultipart { get; }
    public IReadOnlyList<Field> Fields { get; }

    /// <returns>Null when the page has no such form.</returns>
    public static async Task<RealForm?> OpenAsync(string form, Visitor visitor, string page)
    {
        using var response = await visitor.GetAsync(page);
        return Find(form, await response.DocumentAsync(), visitor, page);
    }

    /// <summary>The form on the page, by where it or one of its buttons goes.</summary>
    public static RealForm? Find(string form, IDocument document, Visitor visitor, string page)
    {
        var at = new Uri(visitor.Client.BaseAddress!, page);
        var targets = from element in document.QuerySelectorAll<IHtmlFormElement>("form")
                      where element.Method == "post"
                      from action in document.QuerySelectorAll("[formaction]").Where(button => button.GetAttribute("form") is { } id ? id == element.Id : button.Closest("form") == element).Select(button => button.GetAttribute("formaction")).Prepend(element.GetAttribute("action"))
                      let target = string.IsNullOrEmpty(action) ? at : new Uri(at, action)
                      where EveryForm.Takes(form, target)
                      select (element, target);
        return targets.Select(found => new RealForm(visitor, page, found.target, found.element.Enctype == "multipart/form-data", FieldsOf(found.element))).FirstOrDefault();
    }

    public async Task<HttpResponseMessage> SendAsync(Uri address, IEnumerable<(string Name, string Value)> values)
    {
        using HttpContent content = IsMultipart ? Parts(values) : Encoded(values);
        return await Visitor.Client.PostAsync(address, content);
    }

    private static List<Field> FieldsOf(IHtmlFormElement form) =>
        [.. form.QuerySelectorAll("input[name],textarea[name],select[name]").GroupBy(element => element.GetAttribute("name")!).Select(group => FieldOf(group.Key, [.. group]))];

    private static Field FieldOf(string name, IReadOnlyList<IElement> elements)
    {
        // A hidden "false" stands beside a checkbox.
        var element = elements.FirstOrDefault(each => each is not IHtmlInputElement { Type: "hidden" }) ?? elements[0];
        return element switch
        {
            IHtmlSelectElement select => new(name, "select", select.Value ?? "", [.. select.QuerySelectorAll("option").Select(option => option.GetAttribute("value") ?? option.TextContent)]),
            IHtmlTextAreaElement area => new(name, "text", area.Value, []),
            IHtmlInputElement { Type: "radio" or "checkbox" } input => new(name, input.Type,
                elements.OfType<IHtmlInputElement>().FirstOrDefault(each => each.IsChecked)?.Value ?? "", [.. elements.OfType<IHtmlInputElement>().Where(each => each.Type == input.Type).Select(each => each.Value)]),
            IHtmlInputElement { Type: "hidden" or "file" or "submit" } input => new(name, input.Type == "submit" ? "hidden" : input.Type, input.Value, []),
            IHtmlInputElement input => new(name, Kind(input), input.Value, []),
            _ => throw new ArgumentOutOfRangeException(nameof(elements)),
        };
    }

    private static string Kind(IHtmlInputElement input) =>
        input.Type == "password" || input.Autocomplete is "one-time-code" ? "secret" : input.Autocomplete is "username" ? "hidden" : input.Name!.EndsWith(".Day", StringComparison.Ordinal) || input.Name.EndsWith(".Month", StringComparison.Ordinal) || input.Name.EndsWith(".Year", StringComparison.Ordinal) ? "date" : "text";

    private static ByteArrayContent Encoded(IEnumerable<(string Name, string Value)> values) =>
        new(Encoding.ASCII.GetBytes(string.Join('&', values.Select(field => $"{Percent(field.Name)}={Percent(field.Value)}")))) { Headers = { ContentType = new("application/x-www-form-urlencoded") } };

    private static MultipartFormDataContent Parts(IEnumerable<(string Name, string Value)> values)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in values)
        {
            if (name is "File" or "Files")
                parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name, "..\\evil.csv");
            else
                parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name);
        }
        return parts;
    }

    // Half a surrogate is sent as the three bytes no encoder would write; the last private character as two bytes that begin nothing.
    private static string Percent(string text)
    {
        var sent = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                sent.Append(Uri.EscapeDataString(text.AsSpan(i++, 2)));
            else if (char.IsSurrogate(text[i]))
                sent.Append(System.Globalization.CultureInfo.InvariantCulture, $"%ED%{0x80 | (text[i] >> 6 & 0x3F):X2}%{0x80 | (text[i] & 0x3F):X2}");
            else
                sent.Append(text[i] == Attacks.NotText ? "%FF%C0" : Uri.EscapeDataString(text.AsSpan(i, 1)));
        }
        return sent.ToString();
    }
}
