using Pledge.Domain;
using Pledge.Domain.Matching;
using Pledge.Domain.Matching.Mentors;
using Pledge.Domain.Matching.Opportunities;
using Pledge.Domain.Mentors;

namespace Pledge.Benchmarks.Matching;

/// <summary>An invented county of 60 by 60 kilometres: outcodes that crowd in towns, common and rare interests, people who say much and people who say little.</summary>
internal sealed class County(int seed)
{
    public static readonly DateOnly Day = new(2026, 12, 1);
    private const int Outcodes = 160, Towns = 7, Across = 60_000, Kinds = 4;

    private static readonly AuthorityId Authority = new(new Guid(1, 0, 0, new byte[8]));
    private readonly Random _chance = new(seed);
    private readonly List<Place> _outcodes = [];

    public MentorSeeker Seeker(int number) => new(new(new Guid(number, 0, 0, new byte[8])), _chance.Next(16, 25), true, new HashSet<MentorId>())
    {
        Kinds = Perhaps(0.8, () => Some("kind", Kinds, 1)),
        AskedGenders = Perhaps(0.25, () => new Choices(_chance.Next(3) == 0 ? "man" : "woman")),
        AskedLanguages = Perhaps(0.05, () => Some("language", 12, 1)),
        AskedBackgrounds = Perhaps(0.2, () => Some("background", 10, 1)),
        Reach = Perhaps(0.97, () => Reach(5_000, 20_000)),
        Times = Perhaps(0.9, Times),
        Interests = Perhaps(0.85, () => Some("interest", 40, _chance.Next(1, 7))),
        Hopes = Perhaps(0.85, () => Some("help", 15, _chance.Next(1, 5))),
    };

    /// <param name="ready">Whether every one can take somebody, as in a round; otherwise about one in four cannot.</param>
    public MentorProfile Mentor(int number, bool ready) => new(
        new(new Guid(number, 1, 0, new byte[8])), ready || _chance.Next(10) > 0 ? MentorState.Available : MentorState.Paused, _chance.Next(22, 70), true, 3, ready ? 0 : _chance.Next(4),
        new(Pledge.Domain.People.DbsLevel.EnhancedBarred, Day.AddYears(-2), ready ? Day : Day.AddDays(_chance.Next(-60, 700))), Day.AddDays(ready ? 0 : _chance.Next(-60, 700)))
    {
        Kinds = Perhaps(1, () => Some("kind", Kinds, 2)),
        Genders = Perhaps(0.95, () => new Choices(_chance.Next(3) == 0 ? "man" : "woman")),
        Languages = Perhaps(0.9, () => Some("language", 12, _chance.Next(1, 3))),
        Backgrounds = Perhaps(0.5, () => Some("background", 10, 1)),
        Reach = Perhaps(1, () => Reach(5_000, 30_000)),
        Times = Perhaps(0.95, Times),
        Interests = Perhaps(0.95, () => Some("interest", 40, _chance.Next(2, 8))),
        HelpsWith = Perhaps(0.95, () => Some("help", 15, _chance.Next(1, 6))),
    };

    public WorkSeeker WorkSeeker(int number) => new(new(new Guid(number, 0, 0, new byte[8])), Authority, _chance.Next(16, 25), true, new HashSet<OpportunityId>())
    {
        Kinds = Perhaps(0.8, () => Some("work", 6, 2)),
        Fields = Perhaps(0.85, () => Some("field", 30, _chance.Next(1, 5))),
        Reach = Perhaps(0.97, () => Reach(8_000, 30_000)),
        Hours = Perhaps(0.7, () => new WeeklyHours(8, _chance.Next(16, 41))),
        LeastPay = Perhaps(0.5, () => _chance.Next(700, 1400)),
        CanStartOn = Perhaps(0.5, () => Day.AddDays(_chance.Next(90))),
        Has = Perhaps(0.6, () => Some("has", 20, _chance.Next(8))),
        Support = Perhaps(0.6, () => Some("support", 6, 2)),
        IsCareExperienced = Perhaps(0.6, () => true),
    };

    /// <summary>A few employers post very much, most post a little.</summary>
    public OpportunityProfile Opportunity(int number) => new(
        new(new Guid(number, 2, 0, new byte[8])), new(new Guid(Rare(4000), 3, 0, new byte[8])), true, _chance.Next(20) == 0 ? 0 : 1, Day.AddDays(_chance.Next(-3, 60)), Some("work", 6, 1))
    {
        Fields = Some("field", 30, _chance.Next(1, 3)),
        Place = _chance.Next(12) == 0 ? null : AnyPlace(),
        Hours = new(_chance.Next(8, 31), 40),
        Pay = _chance.Next(8) == 0 ? null : _chance.Next(755, 1600),
        StartsOn = _chance.Next(4) == 0 ? null : Day.AddDays(_chance.Next(120)),
        Essential = _chance.Next(3) == 0 ? Some("has", 20, 1) : new(),
        Nice = Some("has", 20, _chance.Next(4)),
        Support = Some("support", 6, _chance.Next(4)),
        LeastAge = _chance.Next(4) == 0 ? 18 : 16,
        OnlyFor = _chance.Next(50) == 0 ? Authority : null,
        ForCareExperienced = _chance.Next(40) == 0,
    };

    private Told<T>? Perhaps<T>(double share, Func<T> value) where T : notnull =>
        _chance.NextDouble() < share ? new(value(), _chance.Next(20) > 0, MatchReaders.Everybody) : null;

    private MeetingTimes Times() => MeetingTimes.Of(Enumerable.Range(0, _chance.Next(2, 7)).Select(_ => new MeetingTime((DayOfWeek)_chance.Next(7), (PartOfDay)_chance.Next(3))));

    private Reach Reach(int least, int most) => new(AnyPlace(), _chance.Next(least, most));

    private Choices Some(string what, int of, int count) => new(Enumerable.Range(0, count).Select(_ => $"{what}-{Rare(of)}"));

    /// <summary>Low numbers often, high ones seldom.</summary>
    private int Rare(int below) => (int)(below * Math.Pow(_chance.NextDouble(), 2));

    private Place AnyPlace()
    {
        if (_outcodes.Count == 0)
        {
            var towns = Enumerable.Range(0, Towns).Select(_ => (East: _chance.Next(Across), North: _chance.Next(Across))).ToList();
            for (var i = 0; i < Outcodes; i++)
            {
                // Four of five outcodes lie in a town.
                var town = towns[Rare(Towns)];
                _outcodes.Add(i % 5 == 0 ? new(400_000 + _chance.Next(Across), 250_000 + _chance.Next(Across)) : new(400_000 + town.East + _chance.Next(-5000, 5000), 250_000 + town.North + _chance.Next(-5000, 5000)));
            }
        }

        return _outcodes[_chance.Next(Outcodes)];
    }
}
