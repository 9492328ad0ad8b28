using Pledge.Domain.Facts;
using Pledge.Domain.People;

namespace Pledge.Domain.Returns;

/// <summary>A value that cannot be taken. The sentence is looked up by the code.</summary>
public sealed record DataSetFault(DataSetColumn Column, string Code);

/// <summary>What a row of the data set's table says of somebody on the day it was extracted. Null for what it does not say.</summary>
/// <param name="Home">Letter, or <see cref="AccommodationCode.NotKnown"/>.</param>
public sealed record DataSetPerson(LegalStatus? Eligibility, string? InTouch, string? Home, bool? Suitable, string? Activity)
{
    /// <summary>Takes what can be true of somebody of that age on that day; what cannot is left out and named.</summary>
    /// <param name="meanings">Codes of <see cref="DataSetSpelling.CodesOf"/>; none of columns that say nothing.</param>
    public static (DataSetPerson Said, IReadOnlyList<DataSetFault> Faults) Read(FactSubject who, DateOnly on, IReadOnlyDictionary<DataSetColumn, string> meanings, FactOrigin origin)
    {
        List<DataSetFault> faults = [];
        var eligibility = meanings.GetValueOrDefault(DataSetColumn.Eligibility) is { } status ? CareLeaverList.StatusOf(status) : null;
        if (eligibility is { } told && !MayHave(told, LondonTime.AgeOn(who.Born, on)))
            (eligibility, faults) = (null, [new(DataSetColumn.Eligibility, "data-set-age")]);

        var inTouch = meanings.GetValueOrDefault(DataSetColumn.InTouch);
        Take(DataSetColumn.InTouch, ref inTouch, code => Facts.InTouch.Create(who, on, null, code, origin).Refusal);
        var activity = meanings.GetValueOrDefault(DataSetColumn.Activity);
        Take(DataSetColumn.Activity, ref activity, code => Facts.Activity.Create(who, on, null, code, origin).Refusal);

        var home = meanings.GetValueOrDefault(DataSetColumn.Home);
        var judged = Judged(meanings.GetValueOrDefault(DataSetColumn.Suitable));
        var suitable = home is { Length: 2 } ? Judged(home[1..]) : judged;
        if (home is { Length: 2 } && judged is not null && judged != suitable)
            (home, suitable, faults) = (null, null, [.. faults, new(DataSetColumn.Suitable, "data-set-suits-and-not")]);
        else if (home is null && judged is not null)
            (suitable, faults) = (null, [.. faults, new(DataSetColumn.Suitable, "data-set-suits-what")]);
        home = home?[..1];
        Take(DataSetColumn.Home, ref home, letter => Facts.Home.Create(who, on, null, new(letter, suitable), origin).Refusal);
        return (new(eligibility, inTouch, home, home is null ? null : suitable, activity), faults);

        void Take(DataSetColumn column, ref string? code, Func<string, Refusal?> refused)
        {
            if (code is not null && refused(code) is { } refusal)
                (code, faults) = (null, [.. faults, new(column, refusal.Code)]);
        }
    }

    /// <summary>By law; those who qualify are counted to 24, because some help with learning runs on.</summary>
    private static bool MayHave(LegalStatus status, int age) => status switch
    {
        LegalStatus.Eligible or LegalStatus.Relevant => age is 16 or 17,
        LegalStatus.FormerRelevant => age is >= 18 and < 25,
        LegalStatus.Qualifying => age is >= 16 and < 25,
        _ => true,
    };

    private static bool? Judged(string? figure) => figure switch { DataSetSpelling.Suits => true, DataSetSpelling.DoesNotSuit => false, _ => null };
}
