using Microsoft.Extensions.Options;

namespace Pledge.Web.Background.Transports;

/// <summary>How messages leave, from the settings <c>Channels:…</c>.</summary>
public sealed record ChannelOptions
{
    /// <summary><c>smtp</c>, <c>notify</c> or <c>folder</c>.</summary>
    public string Email { get; set; } = SmtpTransport.Key;

    /// <summary>Full path of the folder that mails are written to as files, for demonstrations.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>Says at start what is wrong with the settings <c>Channels:…</c>.</summary>
internal sealed class ChannelOptionsCheck : IValidateOptions<ChannelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChannelOptions options) => options.Email switch
    {
        SmtpTransport.Key or NotifyTransport.Key => ValidateOptionsResult.Success,
        FolderTransport.Key when Path.IsPathFullyQualified(options.Folder) => ValidateOptionsResult.Success,
        FolderTransport.Key => ValidateOptionsResult.Fail("Channels:Email is folder, but Channels:Folder is not a full path. Set Channels__Folder to the folder that mails are written to."),
        _ => ValidateOptionsResult.Fail("Channels:Email is none of smtp, notify and folder."),
    };
}
