namespace Pledge.Web.Data;

/// <summary>The schema was not changed, or only up to the file before the one named. The message says what to do.</summary>
/// <param name="code">Stable kebab-case name of what is wrong: <c>no-folder</c>, <c>wrong-name</c>, <c>duplicate-number</c>, <c>gap</c>,
/// <c>wrong-head</c>, <c>not-utf8</c>, <c>edited</c>, <c>renamed</c>, <c>database-ahead</c> or <c>failed</c>.</param>
public sealed class MigrationException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}
