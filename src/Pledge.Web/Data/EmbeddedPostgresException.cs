namespace Pledge.Web.Data;

/// <summary>The private PostgreSQL cannot be started. The message tells whoever started the program what to do.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? inner = null) : Exception(message, inner);
