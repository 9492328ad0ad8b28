namespace Pledge.Web.Access;

/// <summary>A code that signs somebody in.</summary>
public sealed class SignInCode : OneTimeCode
{
    private SignInCode() { }

    public SignInCode(Guid account, string code, DateTimeOffset now) : base(account, code, now) { }
}
