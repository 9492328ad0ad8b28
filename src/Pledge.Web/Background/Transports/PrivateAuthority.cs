using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;

namespace Pledge.Web.Background.Transports;

/// <summary>Trust in a mail server whose certificate comes from the council's own authority.</summary>
internal static class PrivateAuthority
{
    /// <summary>From now on the server's certificate must lead to this authority and name the server.</summary>
    /// <param name="file">PEM with one or more certificates.</param>
    public static void Trust(SmtpClient client, string file)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(file);
        client.CheckCertificateRevocation = false; // such authorities rarely publish a list that can be reached
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
            (errors & (SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable)) == 0
            && certificate is not null && LeadsTo(roots, certificate);
    }

    private static bool LeadsTo(X509Certificate2Collection roots, X509Certificate certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server);
    }
}
