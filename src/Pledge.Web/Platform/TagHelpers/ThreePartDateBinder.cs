using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Pledge.Web.Platform.TagHelpers;

/// <summary>Reads a day typed in three boxes (<c>Due.Day</c>, <c>Due.Month</c>, <c>Due.Year</c>) or as <c>Due=2026-11-22</c> in an address.</summary>
/// <remarks>Errors are codes of RefusalText: <c>date-part-missing</c>, <c>date-year-four-numbers</c>, <c>date-not-real</c>. All boxes empty is no date, and no error here.</remarks>
public sealed class ThreePartDateBinder : IModelBinder
{
    public const string Day = "Day";
    public const string Month = "Month";
    public const string Year = "Year";

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var context = bindingContext;
        string?[] parts = [Read(context, Day), Read(context, Month), Read(context, Year)];
        if (parts.All(part => part is null))
            BindWhole(context);
        else
            BindParts(context, parts[0] ?? "", parts[1] ?? "", parts[2] ?? "");
        return Task.CompletedTask;
    }

    private static string? Read(ModelBindingContext context, string part)
    {
        var name = ModelNames.CreatePropertyModelName(context.ModelName, part);
        var value = context.ValueProvider.GetValue(name);
        if (value == ValueProviderResult.None)
            return null;
        // Kept as typed, so that a refused form shows it again.
        context.ModelState.SetModelValue(name, value);
        // The day as a whole is what gets validated: a part left unvalidated would make every form with a date invalid.
        context.ModelState.MarkFieldSkipped(name);
        return value.FirstValue?.Trim() ?? "";
    }

    private static void BindWhole(ModelBindingContext context)
    {
        var value = context.ValueProvider.GetValue(context.ModelName);
        if (value == ValueProviderResult.None)
            return;
        context.ModelState.SetModelValue(context.ModelName, value);
        if (string.IsNullOrWhiteSpace(value.FirstValue))
            Empty(context);
        else if (DateOnly.TryParseExact(value.FirstValue, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            context.Result = ModelBindingResult.Success(date);
        else
            Refuse(context, "date-not-real");
    }

    private static void BindParts(ModelBindingContext context, string day, string month, string year)
    {
        if (day.Length + month.Length + year.Length == 0)
            Empty(context);
        else if (day.Length == 0 || month.Length == 0 || year.Length == 0)
            Refuse(context, "date-part-missing");
        else if (year.Length != 4)
            Refuse(context, "date-year-four-numbers");
        else if (DateOf(day, month, year) is { } date)
            context.Result = ModelBindingResult.Success(date);
        else
            Refuse(context, "date-not-real");
    }

    private static DateOnly? DateOf(string day, string month, string year) =>
        Number(day) is { } d && (Number(month) ?? MonthNamed(month)) is { } m && Number(year) is { } y
        && m is >= 1 and <= 12 && y >= 1900 && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>People write "March" or "Mar" too.</summary>
    private static int? MonthNamed(string text)
    {
        var culture = CultureInfo.CurrentCulture;
        for (var month = 1; month <= 12; month++)
        {
            if (IsSame(text, culture.DateTimeFormat.GetMonthName(month)) || IsSame(text, culture.DateTimeFormat.GetAbbreviatedMonthName(month)))
                return month;
        }
        return null;

        bool IsSame(string typed, string name) => culture.CompareInfo.Compare(typed, name, CompareOptions.IgnoreCase) == 0;
    }

    private static void Empty(ModelBindingContext context)
    {
        if (context.ModelMetadata.IsReferenceOrNullableType)
            context.Result = ModelBindingResult.Success(null);
        else
            Refuse(context, "date-part-missing");
    }

    private static void Refuse(ModelBindingContext context, string code)
    {
        context.ModelState.TryAddModelError(context.ModelName, code);
        context.Result = ModelBindingResult.Failed();
    }
}

/// <summary>Chooses <see cref="ThreePartDateBinder"/> for every day a page binds.</summary>
public sealed class ThreePartDateBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new ThreePartDateBinder() : null;
}
