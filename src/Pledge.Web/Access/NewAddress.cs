namespace Pledge.Web.Access;

/// <summary>An address that somebody says is theirs, and the code that was sent there to prove it.</summary>
public sealed class NewAddress : OneTimeCode
{
    /// <summary>One of <see cref="Domain.Reminders.Channel"/>.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>An e-mail address, or a number as <see cref="PhoneNumber.Read"/> gives it.</summary>
    public string Address { get; private set; } = "";

    private NewAddress() { }

    public NewAddress(Guid account, string channel, string address, string code, DateTimeOffset now) : base(account, code, now) =>
        (Channel, Address) = (channel, address.Trim());
}
