namespace Pledge.Domain.Promises;

/// <summary>Of whom a promise is asked, by age: school is not asked of somebody long out of it. Whoever is not asked may still say something.</summary>
/// <param name="FromAge">Whole years from which it is asked, or null for no lower limit.</param>
/// <param name="UntilAge">Whole years at which it is no longer asked, or null for no upper limit.</param>
public sealed record AskedOf(int? FromAge, int? UntilAge)
{
    /// <summary>Youngest and oldest that an edition may name: a little wider than the law's 16 to 25, for those in care before and after.</summary>
    public const int MinAge = 10, MaxAge = 30;

    public static AskedOf Everybody { get; } = new(null, null);

    /// <summary>True for somebody of that many whole years.</summary>
    public bool Includes(int age) => (FromAge is null || age >= FromAge) && (UntilAge is null || age < UntilAge);

    internal Refusal? Check() =>
        new[] { FromAge, UntilAge }.Any(age => age is < MinAge or > MaxAge) || FromAge >= UntilAge ? new("promise-ages-not-valid", MinAge, MaxAge) : null;
}
