using Pledge.Domain.Facts;

namespace Pledge.Web.Demonstration;

/// <summary>Where a young person stands on a birthday.</summary>
internal readonly record struct Position(string InTouch, string Activity, string Home, bool? Suitable);

/// <summary>A young person's luck, kept from year to year and drawn again now and then, so that lives have some steadiness and shares stay as published.</summary>
internal sealed class Luck(Dice dice)
{
    private double _inTouch = dice.Unit(), _activity = dice.Unit(), _suitable = dice.Unit(), _home = dice.Unit(), _unknown = dice.Unit();

    public void PassYear()
    {
        (_inTouch, _unknown) = dice.Chance(0.3) ? (dice.Unit(), dice.Unit()) : (_inTouch, _unknown);
        _activity = dice.Chance(0.4) ? dice.Unit() : _activity;
        _suitable = dice.Chance(0.25) ? dice.Unit() : _suitable;
        _home = dice.Chance(0.35) ? dice.Unit() : _home;
    }

    /// <summary>The position on the birthday of that age.</summary>
    public Position At(int age)
    {
        var shares = Shares.Of(age);
        var inTouch = Dice.At(shares.InTouch, _inTouch);
        // Of those out of touch, most outcomes are unknown; a few are known for certain through others.
        var known = inTouch == InTouchCode.Yes;
        var activity = known || _unknown > 0.8 ? Dice.At(shares.Activity, _activity) : ActivityCode.NotKnown;
        if (!known && _unknown < 0.79)
            return new(inTouch, activity, AccommodationCode.NotKnown, null);
        var suitable = _suitable < shares.Suitable;
        var home = Dice.At(suitable ? shares.SuitableHomes : Shares.UnsuitableHomes, _home);
        return new(inTouch, activity, home, suitable);
    }
}

/// <summary>How outcomes are spread at an age, near the England 2025 figures: year ending 31 March, ages 17 to 18 and 19 to 21; older ages by judgement.</summary>
/// <param name="InTouch">Codes and weights.</param>
/// <param name="Activity">Among those whose activity is known.</param>
/// <param name="Suitable">Share of known homes that suit.</param>
internal sealed record Shares(
    IReadOnlyList<(string, double)> InTouch, IReadOnlyList<(string, double)> Activity, double Suitable, IReadOnlyList<(string, double)> SuitableHomes)
{
    private static readonly (string, double)[] MostlyInTouch = [("YES", 92.3), ("NREQ", 2.4), ("REFU", 1.3), ("NO", 4)];
    private static readonly (string, double)[] LessInTouch = [("YES", 80), ("NREQ", 8), ("REFU", 2), ("NO", 10)];

    private static readonly Shares At17 = new(MostlyInTouch,
        [("F2", 43), ("P2", 3), ("F4", 2.4), ("P4", 0.3), ("F5", 12), ("P5", 3.2), ("F1", 0.2), ("G5", 23), ("G6", 2), ("G4", 5)], 0.966,
        [("D", 34), ("E", 22), ("C", 12), ("B", 20), ("U", 4), ("K", 3), ("Y", 5)]);

    private static readonly Shares At18 = At17 with
    {
        Activity = [("F1", 1.2), ("F2", 42), ("P2", 3), ("F4", 2.6), ("P4", 0.3), ("F5", 12), ("P5", 3), ("G5", 23), ("G6", 2), ("G4", 5)],
        SuitableHomes = [("Z", 22), ("D", 33), ("E", 9), ("U", 14), ("B", 13), ("C", 4), ("T", 2), ("K", 2), ("Y", 1), ("G", 0.2)],
    };

    private static readonly Shares From19 = new(MostlyInTouch,
        [("F1", 5.8), ("P1", 0.4), ("F2", 18), ("P2", 3), ("F4", 1.7), ("P4", 0.2), ("F5", 19.5), ("P5", 5.5), ("G5", 26.8), ("G6", 4), ("G4", 9)], 0.943,
        [("U", 47), ("D", 17), ("Z", 11), ("B", 14), ("E", 3.5), ("C", 2), ("T", 2), ("K", 1.5), ("Y", 1.4), ("G", 0.5), ("R", 0.15)]);

    private static readonly Shares From22 = new(LessInTouch,
        [("F1", 5), ("P1", 0.6), ("F2", 10), ("P2", 3), ("F4", 2), ("F5", 24), ("P5", 7), ("G5", 26), ("G6", 9), ("G4", 11)], 0.93,
        [("U", 66), ("D", 6), ("B", 17), ("Z", 4), ("K", 3), ("Y", 2), ("G", 1), ("R", 1)]);

    /// <summary>Kinds of homes that do not suit.</summary>
    public static readonly (string, double)[] UnsuitableHomes = [("X", 36), ("S", 24), ("W", 11), ("V", 11), ("U", 9), ("D", 5), ("Y", 3), ("H", 1)];

    public static Shares Of(int age) => age switch { <= 17 => At17, 18 => At18, <= 21 => From19, _ => From22 };
}
