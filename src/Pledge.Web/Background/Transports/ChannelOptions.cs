using Microsoft.Extensions.Options;

namespace Pledge.Web.Background.Transports;

/// <summary>How messages leave, from the settings <c>Channels:…</c>.</summary>
public sealed record ChannelOptions
{
    /// <summary><c>smtp</c>, <c>notify</c> or <c>folder</c>.</summary>
    public string Email { get; set; } = SmtpTransport.Key;

    /// <summary><c>none</c>, <c>notify</c> or <c>folder</c>. With none nobody is asked for a number.</summary>
    public string Text { get; set; } = None;

    public const string None = "none";

    /// <summary>Whether texts are sent at all.</summary>
    public bool HasTexts => Text != None;

    /// <summary>Whether a mail, or a text, leaves by this carrier.</summary>
    internal bool Uses(string carrier) => Email == carrier || Text == carrier;

    /// <summary>Full path of the folder that messages are written to as files, for demonstrations.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>Says at start what is wrong with the settings <c>Channels:…</c>.</summary>
internal sealed class ChannelOptionsCheck : IValidateOptions<ChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChannelOptions options)
    {
        if (options.Email is not (SmtpTransport.Key or NotifyTransport.Key or FolderTransport.Key))
            return ValidateOptionsResult.Fail("Channels:Email is none of smtp, notify and folder.");
        if (options.Text is not (ChannelOptions.None or NotifyTransport.Key or FolderTransport.Key))
            return ValidateOptionsResult.Fail("Channels:Text is none of none, notify and folder.");
        return options.Uses(FolderTransport.Key) && !Path.IsPathFullyQualified(options.Folder)
            ? ValidateOptionsResult.Fail("Channels:Email or Channels:Text is folder, but Channels:Folder is not a full path. Set Channels__Folder to the folder that messages are written to.")
            : ValidateOptionsResult.Success;
    }
}
