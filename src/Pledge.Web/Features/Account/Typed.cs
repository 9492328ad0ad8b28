using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Pledge.Web.Features.Account;

/// <summary>What the person said on the first page of sign-in. It travels in an encrypted cookie, so that no address holds an e-mail.</summary>
internal static class Typed
{
    private const string Email = "SignInEmail";
    private const string Next = "SignInNext";

    public static void Type(this ITempDataDictionary data, string email, string? next) => (data[Email], data[Next]) = (email.Trim(), next);

    public static string? TypedEmail(this ITempDataDictionary data) => data.Peek(Email) as string;

    public static string? TypedNext(this ITempDataDictionary data) => data.Peek(Next) as string;

    /// <summary>Once they are in, or start again, the next person at this computer must not see it.</summary>
    public static void Untype(this ITempDataDictionary data)
    {
        data.Remove(Email);
        data.Remove(Next);
    }
}
