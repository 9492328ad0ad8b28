namespace Pledge.Domain.People;

/// <summary>The days on which a person was looked after, each counted once however many episodes cover it.</summary>
internal sealed class CareDays
{
    private readonly List<(DateOnly From, DateOnly To)> _runs = [];

    /// <summary>Days before <paramref name="from"/> and from <paramref name="until"/> on are left out: nobody is looked after at 18.</summary>
    internal CareDays(IEnumerable<CareEpisode> episodes, DateOnly from, DateOnly until)
    {
        foreach (var episode in episodes.OrderBy(episode => episode.Decom))
        {
            var start = episode.Decom < from ? from : episode.Decom;
            var end = episode.Dec is { } dec && dec < until ? dec : until;
            if (end <= start)
                continue;
            if (_runs.Count > 0 && start <= _runs[^1].To)
                _runs[^1] = (_runs[^1].From, end > _runs[^1].To ? end : _runs[^1].To);
            else
                _runs.Add((start, end));
        }
    }

    internal bool Includes(DateOnly day) => _runs.Exists(run => run.From <= day && day < run.To);

    /// <summary>Days up to and with <paramref name="day"/>.</summary>
    internal int CountTo(DateOnly day) =>
        _runs.Where(run => run.From <= day).Sum(run => Math.Min(run.To.DayNumber, day.DayNumber + 1) - run.From.DayNumber);

    /// <summary>The day that is the <paramref name="number"/>th, or null.</summary>
    internal DateOnly? DayOf(int number)
    {
        foreach (var (from, to) in _runs)
        {
            var length = to.DayNumber - from.DayNumber;
            if (number <= length)
                return from.AddDays(number - 1);
            number -= length;
        }

        return null;
    }

    /// <summary>The first day at or after <paramref name="day"/>, or null.</summary>
    internal DateOnly? FirstFrom(DateOnly day)
    {
        var run = _runs.Find(run => day < run.To);
        return run == default ? null : run.From > day ? run.From : day;
    }
}
