using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;
using Pledge.Web.Platform.TagHelpers;

namespace Pledge.Tests.Platform;

public sealed class ThreePartDateBinderTests
{
    private static async Task<DefaultModelBindingContext> Bind(Type type, params (string Name, string Value)[] sent)
    {
        var context = new DefaultModelBindingContext
        {
            ActionContext = new ActionContext { HttpContext = new DefaultHttpContext() },
            ModelName = "From",
            ModelMetadata = new EmptyModelMetadataProvider().GetMetadataForType(type),
            ModelState = new ModelStateDictionary(),
            ValueProvider = new QueryStringValueProvider(BindingSource.Form, new QueryCollection(sent.ToDictionary(part => part.Name, part => new StringValues(part.Value))),
                System.Globalization.CultureInfo.InvariantCulture),
        };
        await new ThreePartDateBinder().BindModelAsync(context);
        return context;
    }

    private static Task<DefaultModelBindingContext> Typed(string day, string month, string year) =>
        Bind(typeof(DateOnly?), ("From.Day", day), ("From.Month", month), ("From.Year", year));

    [Theory]
    [InlineData("27", "3", "2026")]
    [InlineData(" 27 ", "03", "2026")]
    [InlineData("27", "March", "2026")]
    [InlineData("27", "mar", "2026")]
    public async Task A_real_day_is_read(string day, string month, string year) => Assert.Equal(new DateOnly(2026, 3, 27), (await Typed(day, month, year)).Result.Model);

    [Theory]
    [InlineData("31", "2", "2026", "date-not-real")]
    [InlineData("29", "2", "2025", "date-not-real")]
    [InlineData("0", "1", "2026", "date-not-real")]
    [InlineData("1", "13", "2026", "date-not-real")]
    [InlineData("x", "y", "2026", "date-not-real")]
    [InlineData("-1", "1", "2026", "date-not-real")]
    [InlineData("1", "1", "0026", "date-not-real")]
    [InlineData("1", "1", "26", "date-year-four-numbers")]
    [InlineData("1", "1", "20260", "date-year-four-numbers")]
    [InlineData("1", "", "2026", "date-part-missing")]
    [InlineData("", "", "2026", "date-part-missing")]
    public async Task An_impossible_day_says_why_and_keeps_what_was_typed(string day, string month, string year, string code)
    {
        var context = await Typed(day, month, year);

        Assert.False(context.Result.IsModelSet);
        Assert.Equal(code, Assert.Single(context.ModelState["From"]!.Errors).ErrorMessage);
        Assert.Equal(day, context.ModelState["From.Day"]!.AttemptedValue);
        Assert.False(Rendered.Refusals[code].ResourceNotFound);
    }

    [Fact]
    public async Task Empty_boxes_are_no_date_and_no_error()
    {
        var context = await Typed("", "", "");
        Assert.True(context.Result.IsModelSet);
        Assert.Null(context.Result.Model);
        Assert.Equal(0, context.ModelState.ErrorCount);
    }

    [Fact]
    public async Task Empty_boxes_for_a_day_that_must_be_there_are_an_error() =>
        Assert.Equal("date-part-missing", Assert.Single((await Bind(typeof(DateOnly), ("From.Day", ""), ("From.Month", ""), ("From.Year", ""))).ModelState["From"]!.Errors).ErrorMessage);

    [Fact]
    public async Task An_address_carries_a_day_in_one_piece()
    {
        Assert.Equal(new DateOnly(2026, 11, 22), (await Bind(typeof(DateOnly?), ("From", "2026-11-22"))).Result.Model);
        Assert.Equal("date-not-real", Assert.Single((await Bind(typeof(DateOnly?), ("From", "22/11/2026"))).ModelState["From"]!.Errors).ErrorMessage);
        Assert.False((await Bind(typeof(DateOnly?))).Result.IsModelSet);
    }
}
