using System.Data.Common;

namespace Pledge.Web.Background;

/// <summary>What is kept of an exception in a job: its kind and where it happened. Its text may name a person, and Hangfire's tables lie outside the row policies.</summary>
internal sealed class JobFailure : Exception
{
    public JobFailure(Exception cause)
        : base(string.Join(" < ", Chain(cause).Select(Kind)))
    {
        StackTrace = string.Join("\n   --- caused by ---\n", Chain(cause).Select(error => error.StackTrace).OfType<string>());
        // Where Hangfire looks for the stack of an exception that was thrown on.
        Data["OriginalStackTrace"] = StackTrace;
    }

    public override string StackTrace { get; }

    // The outermost last: first things first where Hangfire keeps fifty characters.
    private static List<Exception> Chain(Exception error)
    {
        var chain = new List<Exception>();
        for (var one = error; one is not null; one = one.InnerException)
            chain.Insert(0, one);
        return chain;
    }

    private static string Kind(Exception error) => error is DbException { SqlState: { } state } ? $"{error.GetType().Name} {state}" : error.GetType().Name;
}
