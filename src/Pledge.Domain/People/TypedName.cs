using System.Text.RegularExpressions;

namespace Pledge.Domain.People;

/// <summary>The name of a person as somebody else typed it.</summary>
public static partial class TypedName
{
    /// <summary>Whether a mail program could make a link of it: then Pledge's own mail would lead where a stranger wants.</summary>
    public static bool HoldsLink(string name) => Link().IsMatch(name);

    [GeneratedRegex("""[/\\@]|www\.|[\p{L}\p{N}-]{3,}\.\p{L}{2,}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
