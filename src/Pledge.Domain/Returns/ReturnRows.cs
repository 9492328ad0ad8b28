using System.Globalization;
using Pledge.Domain.Facts;

namespace Pledge.Domain.Returns;

/// <summary>Checks one row at a time. Values are trimmed capital letters; empty means blank. Dates are <c>DD/MM/YYYY</c>.</summary>
/// <remarks>The numbers are those of the Department's own checks.</remarks>
public static class ReturnRows
{
    private const int ChildMaxLength = 20, UpnMaxLength = 13, CodeMaxLength = 10;
    private static readonly DateOnly EarliestBirth = new(1980, 1, 1);

    /// <summary>A day as the files write it, or null.</summary>
    public static DateOnly? Day(string value) =>
        DateOnly.TryParseExact(value, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <returns>The first thing wrong with who the row is about, or null.</returns>
    public static ReturnFault? CheckPerson(string child, string dob, DateOnly today)
    {
        if (child.Length == 0)
            return new("CHILD", "child-missing");
        if (child.Length > ChildMaxLength)
            return new("CHILD", "child-too-long");
        if (Day(dob) is not { } born)
            return new("DOB", "date-not-like-ddmmyyyy");
        return born > today || born < EarliestBirth ? new("DOB", "birth-not-believable") : null;
    }

    /// <returns>The first thing wrong with a header row, or null.</returns>
    public static ReturnFault? CheckHeader(string child, string dob, string sex, string ethnicity, string upn, string mother, DateOnly today)
    {
        if (CheckPerson(child, dob, today) is { } fault)
            return fault;
        if (SexCode.Find(sex) is null)
            return new("SEX", "rule-101");
        if (ethnicity.Length > 0 && EthnicityCode.Find(ethnicity) is null)
            return new("ETHNIC", "rule-103");
        if (upn.Length > UpnMaxLength)
            return new("UPN", "upn-too-long");
        return mother is "" or "0" or "1" ? null : new("MOTHER", "mother-not-0-or-1");
    }

    /// <returns>The first thing wrong with an episode, or null.</returns>
    public static ReturnFault? CheckEpisode(string child, string decom, string dec, string legalStatus, IEnumerable<string> otherCodes, DateOnly today)
    {
        if (child.Length == 0)
            return new("CHILD", "child-missing");
        if (Day(decom) is not { } start)
            return new("DECOM", "date-not-like-ddmmyyyy");
        if (start > today)
            return new("DECOM", "day-ahead");
        if (dec.Length > 0 && Day(dec) is null)
            return new("DEC", "date-not-like-ddmmyyyy");
        if (Day(dec) < start)
            return new("DEC", "episode-ends-before-it-starts");
        if (Day(dec) > today)
            return new("DEC", "day-ahead");
        if (legalStatus.Length is 0 or > 3)
            return new("LS", "episode-without-legal-status");
        return otherCodes.Any(code => code.Length > CodeMaxLength) ? new("PLACE", "episode-code-not-a-code") : null;
    }

    /// <returns>The first thing wrong with an OC3 row, or null.</returns>
    public static ReturnFault? CheckOc3(string child, string dob, string inTouch, string activity, string home, CollectionYear year, DateOnly today)
    {
        if (CheckPerson(child, dob, today) is { } fault)
            return fault;
        var (age, birthday) = year.BirthdayOf(Day(dob)!.Value);
        if (age < 17)
            return new("DOB", "rule-391");
        if (age > 25)
            return new("DOB", "oc3-over-25");
        if (birthday > today)
            return new("DOB", "birthday-ahead");
        return FaultsOf(inTouch, activity, home, age, year, Day(dob)!.Value).FirstOrDefault();
    }

    /// <summary>Everything wrong with what an OC3 row says. With a blank in it nothing more can be asked.</summary>
    /// <param name="age">Reached in the year.</param>
    public static IEnumerable<ReturnFault> FaultsOf(string inTouch, string activity, string home, int age, CollectionYear year, DateOnly born)
    {
        if (inTouch.Length == 0 || activity.Length == 0 || home.Length == 0)
        {
            yield return new(inTouch.Length == 0 ? "IN_TOUCH" : activity.Length == 0 ? "ACTIV" : "ACCOM", "rule-153");
            yield break;
        }
        var touch = InTouchCode.Find(inTouch);
        if (touch is null)
            yield return new("IN_TOUCH", "rule-131");
        if (ActivityCode.Find(activity) is not { } known || !known.IsInUseOn(year.Start))
            yield return new("ACTIV", "rule-132");
        if (CheckHome(home, age, year, born) is { } fault)
            yield return fault;
        if (touch is null)
            yield break;
        foreach (var (column, value) in ((string, string)[])[("ACTIV", activity), ("ACCOM", home)])
        {
            // Not known is written alike in both.
            if (touch.Outcomes is OutcomesRule.Forbidden && value != ActivityCode.NotKnown)
                yield return new(column, "rule-344");
            if (touch.Outcomes is OutcomesRule.Required && value == ActivityCode.NotKnown)
                yield return new(column, "rule-345");
        }
    }

    /// <summary>A home as we hold it. Homelessness and custody could once be judged suitable, and count as unsuitable in every published figure.</summary>
    /// <param name="home">Checked.</param>
    public static string HomeOfToday(string home) => AccommodationCode.Find(home[..1]) is { OnlyUnsuitable: true } code ? $"{code.Base}2" : home;

    /// <returns>The first thing wrong with a row about an unaccompanied child, or null.</returns>
    public static ReturnFault? CheckUasc(string child, string dob, string ceased, DateOnly today)
    {
        if (CheckPerson(child, dob, today) is { } fault)
            return fault;
        if (ceased.Length > 0 && Day(ceased) is null)
            return new("DUC", "date-not-like-ddmmyyyy");
        return Day(ceased) > today ? new("DUC", "day-ahead") : null;
    }

    private static ReturnFault? CheckHome(string home, int age, CollectionYear year, DateOnly born)
    {
        if (home == AccommodationCode.NotKnown)
            return null;
        if (home.Length != 2 || home[1] is not ('1' or '2') || AccommodationCode.Find(home[..1]) is not { } code
            || (code.OnlyUnsuitable && home[1] == '1' && !(year.Start < code.SuitableUntil)))
            return new("ACCOM", "rule-133");
        if (code.Base == AccommodationCode.FormerFosterCarer && age == 17)
            return new("ACCOM", "rule-3001");
        return code.Base == AccommodationCode.Foyer && LondonTime.AgeOn(born, year.Start) < 18 ? new("ACCOM", "rule-347") : null;
    }
}
