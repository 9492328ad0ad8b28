using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pledge.Tests.Support;

/// <summary>Counts the statements the site sends to its own database while it is open.</summary>
public sealed class Statements : IDisposable
{
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly ActivityListener _listener;

    public Statements(Site site)
    {
        // Every class has a database of its own, so the name keeps other classes' statements out.
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                // A new connection is an activity too, without a text: whether the pool has one ready is chance.
                if (Names(activity, "db.namespace", "db.name").Contains(site.Database.Name) && string.Join(' ', Names(activity, "db.query.text", "db.statement")) is { Length: > 0 } text)
                    _sent.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<string> Sent => [.. _sent];

    public void Dispose() => _listener.Dispose();

    private static IEnumerable<string> Names(Activity activity, params string[] tags) =>
        tags.Select(tag => activity.GetTagItem(tag)).OfType<string>();
}
