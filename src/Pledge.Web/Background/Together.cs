namespace Pledge.Web.Background;

/// <summary>Lets several who want to write at the same moment write in one transaction: what is asked while one is under way goes together in the next. Nobody waits for company.</summary>
/// <remarks>One of those who ask writes for all that wait, then calls the next to do so. Everybody is woken once: a lock that each takes in turn kept a processor busy with waking.</remarks>
/// <param name="write">Writes all of them and answers each, in their order. What it throws, each of them gets.</param>
public sealed class Together<TAsked, TAnswer>(Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TAnswer>>> write)
{
    private sealed class Place(TAsked asked)
    {
        public TAsked Asked { get; } = asked;
        public TaskCompletionSource<TAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>True for whoever is to write, false for whoever has an answer.</summary>
        public TaskCompletionSource<bool> Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private readonly Lock _door = new();
    private List<Place> _waiting = [];
    private bool _isWriting;

    public async Task<TAnswer> AskAsync(TAsked asked)
    {
        var mine = Wait(asked);
        if (await mine.Called.Task)
            await WriteAsync();
        return await mine.Answer.Task;
    }

    /// <summary>The same for a caller that cannot wait otherwise; <c>write</c> must not need another thread.</summary>
    public TAnswer Ask(TAsked asked)
    {
        var mine = Wait(asked);
        if (mine.Called.Task.GetAwaiter().GetResult())
            WriteAsync().GetAwaiter().GetResult();
        return mine.Answer.Task.GetAwaiter().GetResult();
    }

    private Place Wait(TAsked asked)
    {
        var mine = new Place(asked);
        lock (_door)
        {
            _waiting.Add(mine);
            if (!_isWriting)
            {
                _isWriting = true;
                mine.Called.SetResult(true);
            }
        }
        return mine;
    }

    /// <summary>For whoever was called: writes all that wait, theirs among them.</summary>
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
        Place? next;
        lock (_door)
        {
            next = _waiting.FirstOrDefault();
            _isWriting = next is not null;
        }
        next?.Called.SetResult(true);
        foreach (var place in all)
            place.Called.TrySetResult(false);
    }
}
