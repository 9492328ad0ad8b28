using CsCheck;
using Pledge.Domain;
using Pledge.Domain.Facts;

namespace Pledge.Tests.Domain.Facts;

/// <summary>Any sequence of recording, correcting and withdrawing, compared with a model that is one cell per day.</summary>
public sealed class TimelinePropertyTests
{
    private const int Days = 40;
    private static readonly DateOnly First = new(2025, 1, 1);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly FactSubject Subject = new(AuthorityId.New(), YoungPersonId.New(), new DateOnly(2005, 1, 1));
    private static readonly string[] Codes = ["F1", "P2", "F5", "G5", "0"];

    private sealed record Step(int Verb, int From, int Length, int Code, int Which, int Hours);

    private static readonly Gen<Step[]> Steps = Gen.Select(
            Gen.Int[0, 5], Gen.Int[0, Days - 2], Gen.Int[0, 12], Gen.Int[0, Codes.Length - 1], Gen.Int[0, 99], Gen.Int[0, 2],
            (verb, from, length, code, which, hours) => new Step(verb, from, length, code, which, hours))
        .Array[1, 25];

    [Fact]
    public void Periods_never_overlap_and_every_answer_agrees_with_the_model() => Steps.Sample(Check, iter: 1000);

    private static void Check(Step[] steps)
    {
        var timeline = new Timeline([]);
        List<Fact> everything = [];
        var model = new (string Code, int Segment)?[Days];
        List<(DateTimeOffset At, string?[] Codes)> past = [];
        var (now, segment) = (Start, 0);

        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            var current = timeline.Current;
            if (step.Verb == 0 && current.Count > 0)
            {
                var wrong = current[step.Which % current.Count];
                Clear(model, wrong);
                timeline.Withdraw(wrong.Id, "Wrong", now);
            }
            else
            {
                var fact = Make(step, now);
                var wrong = step.Verb == 1 && current.Count > 0 ? current[step.Which % current.Count] : null;
                if (wrong is not null)
                    Clear(model, wrong);
                Fill(model, step.From, fact.To is null ? null : step.From + step.Length, (fact.Code, ++segment));
                everything.AddRange((wrong is null ? timeline.Record(fact) : timeline.Correct(wrong.Id, fact, "Wrong").Value!).Insert);
            }

            past.RemoveAll(answer => answer.At == now);
            past.Add((now, [.. model.Select(cell => cell?.Code)]));
        }

        foreach (var (at, codes) in past)
        {
            var known = everything.KnownAt(at);
            Assert.All(known.Zip(known.Skip(1)), pair => Assert.False(pair.First.Overlaps(pair.Second)));
            Assert.Equal(codes, Enumerable.Range(0, Days).Select(day => everything.AsAt(First.AddDays(day), at)?.Code));
        }

        Assert.Equal(timeline.Current, everything.Where(fact => fact.IsCurrent).OrderBy(fact => fact.From));
        Assert.All(everything, fact => Assert.True(fact.To is null || fact.From < fact.To));
        Assert.All(everything, fact => Assert.True(fact.SupersededAt is null || fact.RecordedAt <= fact.SupersededAt));
    }

    private static Fact Make(Step step, DateTimeOffset now) => Activity.Create(
        Subject, First.AddDays(step.From), step.Length == 0 ? null : First.AddDays(step.From + step.Length), Codes[step.Code],
        new(FactSource.Worker, null, null, now)).Value!;

    private static void Clear((string, int)?[] model, Fact fact)
    {
        for (var day = 0; day < Days; day++)
        {
            if (fact.HoldsOn(First.AddDays(day)))
                model[day] = null;
        }
    }

    private static void Fill((string Code, int Segment)?[] model, int from, int? to, (string, int) cell)
    {
        var end = to ?? Enumerable.Range(from + 1, Days).FirstOrDefault(
            day => day >= Days || (model[day] is { } here && here.Segment != model[day - 1]?.Segment));
        for (var day = from; day < Math.Min(end, Days); day++)
            model[day] = cell;
    }
}
