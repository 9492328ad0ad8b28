using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Pledge.Web.Background.Transports;

/// <summary>Says at start, not at the first mail, what is wrong with the settings; fills in the mail catcher of a developer's machine.</summary>
internal sealed class SmtpOptionsCheck(IHostEnvironment environment, IOptions<ChannelOptions> channels) : IPostConfigureOptions<SmtpOptions>, IValidateOptions<SmtpOptions>
{
    public void PostConfigure(string? name, SmtpOptions options)
    {
        if (!environment.IsDevelopment())
            return;
        if (options.Host.Length == 0)
            (options.Host, options.Port, options.Security) = ("127.0.0.1", options.Port == new SmtpOptions().Port ? 1025 : options.Port, SmtpSecurity.None);
        if (options.From.Length == 0)
            options.From = "Pledge <pledge@localhost>";
        if (options.PublicAddress.Length == 0)
            options.PublicAddress = "http://localhost:5080";
    }

    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(SmtpOptions options)
    {
        if (options.Host.Length == 0 && channels.Value.Email == SmtpTransport.Key)
            yield return "Smtp:Host is not set, so no mail can be sent. Set Smtp__Host, Smtp__From and Smtp__PublicAddress.";
        if (options.Port is < 1 or > 65535)
            yield return "Smtp:Port is not a port number.";
        if (!MailboxAddress.TryParse(options.From, out _))
            yield return "Smtp:From is not an e-mail address, such as Pledge <pledge@council.example>.";
        if (!Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return "Smtp:PublicAddress is not the address of this site, such as https://pledge.council.example.";
        if (options.Security is SmtpSecurity.None && options.Host.Length > 0 && !IsThisMachine(options.Host))
            yield return "Smtp:Security is None but Smtp:Host is another machine: mail would travel in the clear. Use StartTls or ImplicitTls.";
        if (options.UserName is null != options.Password is null)
            yield return "Smtp:UserName and Smtp:Password are set together or not at all.";
        if (options.CertificateAuthority is { } file && !File.Exists(file))
            yield return "Smtp:CertificateAuthority names a file that is not there.";
        if (options.TimeoutSeconds is < 1 or > 120)
            yield return "Smtp:TimeoutSeconds is not between 1 and 120.";
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
