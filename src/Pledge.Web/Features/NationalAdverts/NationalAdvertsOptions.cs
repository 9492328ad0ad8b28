using Microsoft.Extensions.Options;

namespace Pledge.Web.Features.NationalAdverts;

/// <summary>The Display Advert API of Find an apprenticeship, from the settings <c>NationalAdverts:…</c>. Without a key nothing is brought.</summary>
public sealed record NationalAdvertsOptions
{
    public string Address { get; set; } = "https://api.apprenticeships.education.gov.uk/vacancies";

    /// <summary>The subscription key; empty where national adverts are not wanted.</summary>
    public string Key { get; set; } = "";

    /// <summary>Longest time for one try of one page.</summary>
    public double TimeoutSeconds { get; set; } = 60;

    /// <summary>Wait before the first repetition; each further one waits twice as long, or as long as the API asks.</summary>
    public double RetrySeconds { get; set; } = 2;

    /// <summary>Wait between two pages, so that a whole pass stays far below the API's limit of requests.</summary>
    public double PauseSeconds { get; set; } = 0.5;

    public bool IsOn => Key.Length > 0;

    /// <summary>Holds a key, so it never prints.</summary>
    public override string ToString() => nameof(NationalAdvertsOptions);
}

/// <summary>Says at start, not at night, what is wrong with the settings <c>NationalAdverts:…</c>.</summary>
internal sealed class NationalAdvertsOptionsCheck : IValidateOptions<NationalAdvertsOptions>
{
    public ValidateOptionsResult Validate(string? name, NationalAdvertsOptions options)
    {
        if (!options.IsOn)
            return ValidateOptionsResult.Success;
        List<string> problems = [];
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var address) || (address.Scheme != "https" && !address.IsLoopback))
            problems.Add("NationalAdverts:Address is not an address that begins with https.");
        if (options.TimeoutSeconds is < 0.1 or > 300)
            problems.Add("NationalAdverts:TimeoutSeconds is not between 0.1 and 300.");
        if (options.RetrySeconds is < 0 or > 60 || options.PauseSeconds is < 0 or > 60)
            problems.Add("NationalAdverts:RetrySeconds and NationalAdverts:PauseSeconds are between 0 and 60.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
