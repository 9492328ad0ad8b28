using Pledge.Domain;

namespace Pledge.Web.Demonstration;

/// <summary>A worker young people can be assigned to.</summary>
/// <param name="LeftOn">Day a former worker left, or null.</param>
internal sealed record DemoWorker(Guid Id, string Name, DateOnly? LeftOn);

/// <summary>The sign-in of one demonstration account.</summary>
/// <param name="TotpSecret">For an authenticator app; null where no second factor is asked.</param>
/// <param name="Note">What sets it apart from others of its role, or null.</param>
public sealed record DemoSignIn(string Role, string Email, string Password, string? TotpSecret, string? Note = null);

/// <summary>One authority while it is being invented.</summary>
internal sealed class DemoCity
{
    /// <summary>The first young people have an e-mail address and a password.</summary>
    public const int SignInPeople = 12;

    public DemoCity(DemoOptions options, int index, int youngPeople)
    {
        (AsOf, Index, YoungPeople) = (options.AsOf, index, youngPeople);
        // A big authority has the same kinds of rows, but records of a year and a half instead of five years, contacts further apart, fewer answers and less in the plans,
        // so that a national database loads in the time it may take.
        InFull = youngPeople <= DemoOptions.FullDetailUpTo;
        StartsOn = AsOf.AddMonths(InFull ? -60 : -18);
        Seed = options.Seed + index * 7919;
        Name = DemoWords.Authorities[index];
        Dice = Dice.For(Seed, "city", 0);
        Authority = Dice.Id(At(StartsOn));
        ContactSpacing = InFull ? 1 : 5;
        WrittenPlans = InFull ? 0.9 : 0.02;
    }

    public int Seed { get; }
    public DateOnly AsOf { get; }
    public int Index { get; }
    public int YoungPeople { get; }

    /// <summary>False for an authority so big that some kinds of rows are made for a few people only.</summary>
    public bool InFull { get; }
    public double ContactSpacing { get; }

    /// <summary>Share of the plans whose words are in Pledge; the others were made on paper.</summary>
    public double WrittenPlans { get; }

    public Dice Dice { get; }
    public Guid Authority { get; }
    public string Name { get; }
    public string Short => Name.Split(' ')[0];
    public string MailDomain => $"{Short.ToLowerInvariant()}.example";

    /// <summary>Records reach back to this day.</summary>
    public DateOnly StartsOn { get; }
    public DateTimeOffset Now => At(AsOf);

    public DemoRows Rows { get; } = new();
    public List<DemoWorker> Advisers { get; } = [];
    public List<DemoWorker> FormerAdvisers { get; } = [];

    /// <summary>One for each team, in the order of the teams.</summary>
    public List<Guid> Managers { get; } = [];

    public List<(Guid Id, string Key)> Promises { get; } = [];
    public List<DemoSignIn> SignIns { get; } = [];

    /// <summary>Nine in the morning of the day, UTC.</summary>
    public static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero);

    /// <summary>An instant in working hours of the day, never after the story stands still.</summary>
    public DateTimeOffset Recorded(Dice dice, DateOnly day)
    {
        var at = dice.WorkingHour(day);
        return at < Now ? at : Now.AddMinutes(-dice.Between(1, 50));
    }

    /// <summary>As <see cref="Recorded"/>, for what others are told after: at the latest the instant at which the story stands still.</summary>
    public DateTimeOffset Learned(Dice dice, DateOnly day)
    {
        var at = dice.WorkingHour(day);
        return at < Now ? at : Now;
    }
}
