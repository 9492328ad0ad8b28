using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Pledge.Tests.Support;

/// <summary>One person's browser without JavaScript: reads pages and submits their real forms, antiforgery token included.</summary>
public sealed class Visitor(Site site, HttpClient client)
{
    public Site Site => site;
    public HttpClient Client => client;

    public async Task<HttpResponseMessage> GetAsync(string address)
    {
        var response = await client.GetAsync(address);
        Remember(response);
        return response;
    }

    /// <summary>The page at the address, which must answer 200.</summary>
    public async Task<IDocument> PageAsync(string address)
    {
        using var response = await GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{address} answered {(int)response.StatusCode}");
        return await response.DocumentAsync();
    }

    /// <summary>Opens the page, fills its form (the one that has all these fields, or the one named by <paramref name="form"/>) and submits it to where the form says.</summary>
    /// <remarks>Hidden fields and what the page pre-filled are sent too, unless a given field replaces them.</remarks>
    public async Task<HttpResponseMessage> SubmitAsync(string address, params (string Name, string Value)[] fields) => await SubmitFormAsync(address, null, fields);

    public async Task<HttpResponseMessage> SubmitFormAsync(string address, string? form, params (string Name, string Value)[] fields) =>
        await (await FillAsync(address, form, fields))();

    /// <summary>Opens the page and fills its form; calling what comes back submits it. For tests in which two people press the button at one moment.</summary>
    /// <param name="form">Its id; with <c>#Handler</c> behind it, by its button for that handler.</param>
    public async Task<Func<Task<HttpResponseMessage>>> FillAsync(string address, string? form, params (string Name, string Value)[] fields)
    {
        var handler = form?.Split('#') is [var id, var named] && (form = id) is not null ? named : null;
        using var opened = await client.GetAsync(address);
        Remember(opened);
        var page = await opened.DocumentAsync();
        var chosen = page.QuerySelectorAll<IHtmlFormElement>("form").FirstOrDefault(f => form is not null
            ? f.Id == form
            : f.Method == "post" && fields.All(field => (f.QuerySelector($"[name='{field.Name}']") ?? ButtonOf(f, field.Name)) is not null));
        Assert.True(chosen is not null, $"No such form on {address} ({(int)opened.StatusCode})");
        var values = FieldsOf(chosen).Where(kept => fields.All(field => field.Name != kept.Key))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))).ToList();
        // A button may belong to a form it does not stand in, and say where the form goes.
        var to = handler is null ? fields.Select(field => ButtonOf(chosen, field.Name)?.GetAttribute("formaction")).FirstOrDefault(own => own is not null) ?? chosen.GetAttribute("action")
            : chosen.QuerySelector($"button[formaction$='handler={handler}']")!.GetAttribute("formaction");
        var action = to is { Length: > 0 } given ? given : address;
        return async () =>
        {
            var response = await client.PostAsync(new Uri(action, UriKind.RelativeOrAbsolute), new FormUrlEncodedContent(values));
            Remember(response);
            return response;
        };
    }

    /// <summary>Sends the fields to an address with the token of a page, as a button with an address of its own does.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string tokenOf, string address, params (string Name, string Value)[] fields)
    {
        const string token = "__RequestVerificationToken";
        var value = (await PageAsync(tokenOf)).QuerySelector($"[name={token}]")!.GetAttribute("value")!;
        var response = await client.PostAsync(new Uri(address, UriKind.Relative),
            new FormUrlEncodedContent(fields.Append((token, value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
        Remember(response);
        return response;
    }

    private static IElement? ButtonOf(IHtmlFormElement form, string name) =>
        form.Id is { Length: > 0 } id ? form.Owner!.QuerySelector($"button[form='{id}'][name='{name}']") : null;

    private static IEnumerable<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form) =>
        form.QuerySelectorAll("input[name],textarea[name],select[name]")
            .Select(element => (Name: element.GetAttribute("name")!, Value: ValueOf(element)))
            .Where(field => field.Value is not null)
            .Select(field => KeyValuePair.Create(field.Name, field.Value!));

    private static string? ValueOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "submit" or "button" or "file" } => null,
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => null,
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement select => select.Value,
        _ => null,
    };

    // The session cookie is given by header, so the client keeps no jar of its own; cookies set by pages are carried along here.
    private void Remember(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var set))
            return;
        var kept = client.DefaultRequestHeaders.TryGetValues("Cookie", out var old)
            ? old.SelectMany(line => line.Split("; ")).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1])
            : [];
        foreach (var pair in set.Select(line => line.Split(';')[0].Split('=', 2)))
            kept[pair[0]] = pair[1];
        client.DefaultRequestHeaders.Remove("Cookie");
        if (string.Join("; ", kept.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={pair.Value}")) is { Length: > 0 } cookies)
            client.DefaultRequestHeaders.Add("Cookie", cookies);
    }
}

/// <summary>Reads a response as a page.</summary>
public static class Pages
{
    private static readonly IBrowsingContext Context = BrowsingContext.New(Configuration.Default);

    public static async Task<IDocument> DocumentAsync(this HttpResponseMessage response) =>
        await Context.OpenAsync(async request => request.Content(await response.Content.ReadAsStringAsync()).Address(response.RequestMessage!.RequestUri!));

    /// <summary>The text of the element as a person reads it: white space folded.</summary>
    public static string Reads(this IElement? element) => string.Join(' ', (element?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
