using Microsoft.Extensions.Options;

namespace Pledge.Web.Background.Transports;

/// <summary>GOV.UK Notify, from the settings <c>Notify:…</c>.</summary>
public sealed record NotifyOptions
{
    /// <summary>The template that is used for a rule without one of its own.</summary>
    public const string UsualTemplate = "usual";

    /// <summary>The template of every text.</summary>
    public const string TextTemplate = "text";

    public string Address { get; set; } = "https://api.notifications.service.gov.uk";

    /// <summary>A key as Notify shows it: a name, the id of the service and the secret, joined by hyphens.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Ids of the e-mail templates by key of the rule, such as <c>sign-in-code</c>; <see cref="UsualTemplate"/> for all others; and <see cref="TextTemplate"/>.</summary>
    public Dictionary<string, string> Templates { get; set; } = [];

    /// <summary>The bearer token that Notify says when it brings receipts, and texts that people sent; empty where none are taken.</summary>
    public string ReceiptToken { get; set; } = "";

    /// <summary>Whether texts come from a number that people can answer, so that STOP reaches us. Then the texts say so.</summary>
    public bool TakesAnswers { get; set; }

    /// <summary>Longest time for one request.</summary>
    public double TimeoutSeconds { get; set; } = 30;

    /// <summary>Id of the service: the 36 characters before the secret.</summary>
    internal string Service => ApiKey[^73..^37];

    /// <summary>The last 36 characters of the key.</summary>
    internal string Secret => ApiKey[^36..];

    /// <summary>Holds a key, so it never prints.</summary>
    public override string ToString() => nameof(NotifyOptions);
}

/// <summary>Says at start, not at the first mail, what is wrong with the settings <c>Notify:…</c>, where Notify is used.</summary>
internal sealed class NotifyOptionsCheck(IOptions<ChannelOptions> channels) : IValidateOptions<NotifyOptions>
{
    private const int ShortestToken = 20;

    public ValidateOptionsResult Validate(string? name, NotifyOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(NotifyOptions options)
    {
        if (options.ReceiptToken.Length is > 0 and < ShortestToken)
            yield return "Notify:ReceiptToken is shorter than 20 characters, so it could be guessed.";
        if (!channels.Value.Uses(NotifyTransport.Key))
            yield break;
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || (address.Scheme != "https" && !address.IsLoopback))
            yield return "Notify:Address is not an address that begins with https.";
        if (!IsKey(options.ApiKey))
            yield return "Notify:ApiKey is not a key of GOV.UK Notify. It ends with the id of the service and the secret, 36 characters each, with a hyphen between.";
        if (options.TakesAnswers && options.ReceiptToken.Length == 0)
            yield return "Notify:TakesAnswers is true, but without Notify:ReceiptToken no answer is taken.";
        if (channels.Value.Text == NotifyTransport.Key && !options.Templates.ContainsKey(NotifyOptions.TextTemplate))
            yield return "Notify:Templates:text is not set. It is the id of the text message template with ((message)).";
        if (channels.Value.Email == NotifyTransport.Key && !options.Templates.ContainsKey(NotifyOptions.UsualTemplate))
            yield return "Notify:Templates:usual is not set. It is the id of the e-mail template with ((subject)), ((first_name)) and ((message)).";
        foreach (var template in options.Templates.Where(template => !Guid.TryParse(template.Value, out _)))
            yield return $"Notify:Templates:{template.Key} is not the id of a template.";
        if (options.TimeoutSeconds is < 0.1 or > 120)
            yield return "Notify:TimeoutSeconds is not between 0.1 and 120.";
    }

    private static bool IsKey(string key) =>
        key.Length >= 73 && key[^37] == '-' && Guid.TryParseExact(key[^73..^37], "d", out _) && Guid.TryParseExact(key[^36..], "d", out _);
}
