using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Tests.Support;
using Pledge.Web.Background.Transports;

namespace Pledge.Tests.Background;

public sealed class SmtpTransportTests : IDisposable
{
    private readonly string _certificateFile = Path.GetTempFileName();
    private readonly string _key;
    private readonly string _certificate;

    public SmtpTransportTests()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        (_key, _certificate) = (rsa.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
        File.WriteAllText(_certificateFile, _certificate);
    }

    public void Dispose() => File.Delete(_certificateFile);

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("implicit", SmtpSecurity.ImplicitTls)]
    public async Task It_signs_in_over_tls_to_a_server_of_the_councils_own_authority(string tls, SmtpSecurity security)
    {
        await using var server = await SmtpServer.StartAsync(new(tls, _key, _certificate, "pledge", "pa55word"));

        Assert.Equal(Verdict.Accepted, (await SendAsync(server, security)).Verdict);

        Assert.True(server.Events("message").Single().GetProperty("secure").GetBoolean());
        Assert.True(server.Events("auth").Single().GetProperty("secure").GetBoolean());
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_refused_before_the_password_is_said()
    {
        await using var server = await SmtpServer.StartAsync(new("starttls", _key, _certificate, "pledge", "pa55word"));

        Assert.Equal(new(Verdict.TryLater, "no-secure-connection"), await SendAsync(server, SmtpSecurity.StartTls, trusted: false));

        Assert.Empty(server.Events("auth"));
        Assert.Empty(server.Messages);
    }

    [Fact]
    public async Task A_server_without_starttls_gets_nothing()
    {
        await using var server = await SmtpServer.StartAsync(new("none", User: "pledge", Password: "pa55word"));

        Assert.Equal(new(Verdict.TryLater, "no-secure-connection"), await SendAsync(server, SmtpSecurity.StartTls));

        Assert.Empty(server.Events("auth"));
    }

    [Fact]
    public async Task A_wrong_password_is_no_fault_of_the_message()
    {
        await using var server = await SmtpServer.StartAsync(new("starttls", _key, _certificate, "pledge", "other"));

        Assert.Equal(new(Verdict.TryLater, "sign-in-refused"), await SendAsync(server, SmtpSecurity.StartTls));
    }

    [Fact]
    public async Task Several_mails_use_one_connection()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var transport = new SmtpTransport(Options.Create(SettingsFor(server, SmtpSecurity.None, trusted: false)), NullLogger<SmtpTransport>.Instance);

        for (var i = 0; i < 3; i++)
            Assert.Equal(Verdict.Accepted, (await transport.SendAsync(Mail(), () => true)).Verdict);

        Assert.Single(server.Events("connect"));
        Assert.Equal(3, server.Messages.Count);
    }

    [Fact]
    public async Task Nothing_is_handed_over_when_the_ledger_forbids_it()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var transport = new SmtpTransport(Options.Create(SettingsFor(server, SmtpSecurity.None, trusted: false)), NullLogger<SmtpTransport>.Instance);

        Assert.Equal(Verdict.NotOurs, (await transport.SendAsync(Mail(), () => false)).Verdict);
        Assert.Equal(Verdict.Accepted, (await transport.SendAsync(Mail(), () => true)).Verdict);

        Assert.Single(server.Messages);
    }

    [Fact]
    public async Task No_server_means_try_later()
    {
        var settings = new SmtpOptions { Host = "127.0.0.1", Port = 1, Security = SmtpSecurity.None, TimeoutSeconds = 2 };
        await using var transport = new SmtpTransport(Options.Create(settings), NullLogger<SmtpTransport>.Instance);

        Assert.Equal(new(Verdict.TryLater, "no-connection"), await transport.SendAsync(Mail(), () => true));
    }

    private async Task<TransportReply> SendAsync(SmtpServer server, SmtpSecurity security, bool trusted = true)
    {
        await using var transport = new SmtpTransport(
            Options.Create(SettingsFor(server, security, trusted) with { UserName = "pledge", Password = "pa55word" }), NullLogger<SmtpTransport>.Instance);
        return await transport.SendAsync(Mail(), () => true);
    }

    private SmtpOptions SettingsFor(SmtpServer server, SmtpSecurity security, bool trusted) =>
        new() { Host = "127.0.0.1", Port = server.Port, Security = security, CertificateAuthority = trusted ? _certificateFile : null, TimeoutSeconds = 10 };

    private static MimeMessage Mail() => new([MailboxAddress.Parse("pledge@council.test")], [MailboxAddress.Parse("someone@people.test")], "Grüße", new TextPart("plain") { Text = "Hello" });
}
