using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Pledge.Web.Background.Mail;

namespace Pledge.Web.Background.Transports;

/// <summary>Hands mails to the mail server and says what is known afterwards. Each mail has a connection to itself; connections that ended well are used again.</summary>
public sealed class SmtpTransport(IOptions<SmtpOptions> settings, ILogger<SmtpTransport> log) : IMailTransport, IAsyncDisposable
{
    public const string Key = "smtp";

    /// <summary>Connections that nobody uses now. There are as many as mails were under way at once.</summary>
    private readonly ConcurrentBag<HandOverClient> _idle = [];

    public string Name => Key;

    public Task<TransportReply> SendAsync(ClaimedMessage message, Letter letter, Func<bool> mayHandOver) => SendAsync(letter.Mime, mayHandOver);

    /// <summary>SMTP has no such question.</summary>
    public Task<Finding> FindAsync(Guid message, CancellationToken ct) => Task.FromResult(Finding.CannotSay);

    /// <param name="mayHandOver">Called just before DATA: records it, and forbids it by returning false.</param>
    public async Task<TransportReply> SendAsync(MimeMessage mail, Func<bool> mayHandOver)
    {
        _idle.TryTake(out var client);
        try
        {
            // No token from outside: a program that is stopping lets the server finish its answer.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(settings.Value.TimeoutSeconds));
            client ??= await ConnectAsync(limit.Token);
            (client.MayHandOver, client.HandedOver, client.NoSuchRecipient) = (mayHandOver, false, false);
            await client.SendAsync(mail, limit.Token);
            _idle.Add(client);
            return new(Verdict.Accepted, "accepted");
        }
        catch (NotOursException)
        {
            client?.Dispose();
            return new(Verdict.NotOurs, "lease-lost");
        }
        catch (SmtpCommandException error)
        {
            // A definite answer, before or after DATA: the server did not take it.
            var status = (int)error.StatusCode;
            if (client is not null)
                _idle.Add(client);
            return new(status >= 500 ? Verdict.Refused : Verdict.TryLater, $"smtp-{status}") { IsOfTheAddress = status >= 500 && client?.NoSuchRecipient is true };
        }
        catch (Exception error) when (error is IOException or SocketException or ProtocolException or ServiceNotConnectedException or ServiceNotAuthenticatedException
            or AuthenticationException or SslHandshakeException or NotSupportedException or OperationCanceledException or TimeoutException)
        {
            log.LogWarning("The mail server could not be used: {Reason}", error.GetType().Name);
            var handedOver = client?.HandedOver is true;
            client?.Dispose();
            return handedOver ? new(Verdict.Unknown, "no-answer") : new(Verdict.TryLater, CodeOf(error));
        }
        catch
        {
            // The ledger could not be asked, so nothing was handed over; MailKit has left the connection in an unknown state.
            client?.Dispose();
            throw;
        }
    }

    /// <summary>Says goodbye. The next mail connects again.</summary>
    public async Task ReleaseAsync()
    {
        while (_idle.TryTake(out var client))
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await client.DisconnectAsync(quit: true, limit.Token);
            }
            catch (Exception error) when (error is IOException or SocketException or ProtocolException or OperationCanceledException)
            {
                log.LogDebug("The mail server had gone already: {Reason}", error.GetType().Name);
            }
            client.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();

    private async Task<HandOverClient> ConnectAsync(CancellationToken ct)
    {
        var options = settings.Value;
        var client = new HandOverClient();
        try
        {
            if (options.CertificateAuthority is { } file)
                PrivateAuthority.Trust(client, file);
            await client.ConnectAsync(options.Host, options.Port, options.Security switch
            {
                SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
                SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.None,
            }, ct);
            if (options.UserName is { } name)
                await client.AuthenticateAsync(name, options.Password!, ct);
            return client;
        }
        catch (SmtpCommandException error)
        {
            // Said at the greeting or at sign-in: nothing to do with the mail in hand.
            client.Dispose();
            throw new ServiceNotConnectedException(error.Message, error);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static string CodeOf(Exception error) => error switch
    {
        AuthenticationException => "sign-in-refused",
        SslHandshakeException or NotSupportedException => "no-secure-connection",
        _ => "no-connection",
    };
}
