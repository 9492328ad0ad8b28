using PhoneNumbers;

namespace Pledge.Web.Access;

/// <summary>Numbers of mobile phones of the United Kingdom and its islands: texts abroad cost more, and GOV.UK Notify sends few of them.</summary>
/// <remarks>Kept as E.164, such as <c>+447700900123</c>; shown as people write them.</remarks>
public static class PhoneNumber
{
    private const string Home = "GB";
    private const int HomeCode = 44;

    /// <summary>Ofcom keeps these free for drama; demonstrations use them.</summary>
    private const string Drama = "7700900";

    private const int Digits = 10;

    /// <summary>The number somebody typed, in one shape; null when it is no mobile number of the United Kingdom.</summary>
    public static string? Read(string typed)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(typed, Home);
            var isMobile = numbers.GetNumberType(number) is PhoneNumberType.MOBILE || (numbers.GetNationalSignificantNumber(number) is { Length: Digits } digits && digits.StartsWith(Drama, StringComparison.Ordinal));
            return number.CountryCode == HomeCode && isMobile && !number.HasExtension ? numbers.Format(number, PhoneNumberFormat.E164) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    /// <summary>Whether what somebody typed can be called, in any country; without a country's code, in the United Kingdom.</summary>
    public static bool IsOne(string typed)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            // Numbers kept free for drama are possible and not valid.
            return numbers.IsPossibleNumber(numbers.Parse(typed, Home));
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    /// <summary>As people of the United Kingdom write it.</summary>
    public static string Show(string number)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        return numbers.Format(numbers.Parse(number, Home), PhoneNumberFormat.NATIONAL);
    }
}
