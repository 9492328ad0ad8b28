namespace Pledge.Web.Background.Transports;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Starts plain and must turn to TLS before anything is said.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    ImplicitTls,

    /// <summary>Nothing. Only to this machine.</summary>
    None,
}

/// <summary>The mail server, from the settings <c>Smtp:…</c>.</summary>
public sealed record SmtpOptions
{
    public string Host { get; set; } = "";
    public int Port { get; set; } = 587;
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Null when the server asks for no sign-in.</summary>
    public string? UserName { get; set; }
    public string? Password { get; set; }

    /// <summary>Whom mails come from, as <c>Pledge &lt;pledge@council.example&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>Where people open this site; links in mails begin with it.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>PEM file of the certificate authority to trust instead of the public ones.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>Longest time for connecting, and for handing over one mail.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Holds a password, so it never prints.</summary>
    public override string ToString() => nameof(SmtpOptions);
}
