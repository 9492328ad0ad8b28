namespace Pledge.Web.Access;

/// <summary>An address that somebody says is theirs, and the code that was sent there to prove it.</summary>
public sealed class NewAddress : OneTimeCode
{
    /// <summary>The only channel whose address can be changed so far.</summary>
    public const string Email = "email";

    public string Channel { get; private set; } = "";
    public string Address { get; private set; } = "";

    private NewAddress() { }

    public NewAddress(Guid account, string address, string code, DateTimeOffset now) : base(account, code, now) =>
        (Channel, Address) = (Email, address.Trim());
}
