namespace Pledge.Web.Background;

/// <summary>Lets several who want to write at the same moment write in one transaction: what is asked while one is under way goes together in the next. Nobody waits for company.</summary>
/// <param name="write">Writes all of them and answers each, in their order. What it throws, each of them gets.</param>
public sealed class Together<TAsked, TAnswer>(Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> write) : IDisposable
{
    private sealed class Place(TAsked asked)
    {
        public TAsked Asked { get; } = asked;
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _door = new();
    private List<Place> _waiting = [];

    public async Task<TAnswer> AskAsync(TAsked asked)
    {
        var mine = Wait(asked);
        await _turn.WaitAsync();
        try
        {
            // Whoever had the turn before may have written it already.
            if (!mine.Answer.Task.IsCompleted)
                await WriteAsync();
        }
        finally
        {
            _turn.Release();
        }
        return await mine.Answer.Task;
    }

    /// <summary>The same for a caller that cannot wait otherwise; <c>write</c> must not need another thread.</summary>
    public TAnswer Ask(TAsked asked)
    {
        var mine = Wait(asked);
        _turn.Wait();
        try
        {
            if (!mine.Answer.Task.IsCompleted)
                WriteAsync().GetAwaiter().GetResult();
        }
        finally
        {
            _turn.Release();
        }
        return mine.Answer.Task.GetAwaiter().GetResult();
    }

    public void Dispose() => _turn.Dispose();

    private Place Wait(TAsked asked)
    {
        var mine = new Place(asked);
        lock (_door)
            _waiting.Add(mine);
        return mine;
    }

    private async Task WriteAsync()
    {
        List<Place> all;
        lock (_door)
            (all, _waiting) = (_waiting, []);
        try
        {
            var answers = await write(all.ConvertAll(place => place.Asked));
            for (var i = 0; i < all.Count; i++)
                all[i].Answer.SetResult(answers[i]);
        }
        catch (Exception error)
        {
            foreach (var place in all)
                place.Answer.TrySetException(error);
        }
    }
}
