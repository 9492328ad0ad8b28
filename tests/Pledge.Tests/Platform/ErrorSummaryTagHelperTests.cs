using Microsoft.AspNetCore.Mvc.ModelBinding;
using Pledge.Web.Platform.TagHelpers;

namespace Pledge.Tests.Platform;

public sealed class ErrorSummaryTagHelperTests
{
    private static Task<string> Html(ModelStateDictionary state) =>
        Rendered.HtmlOf(new ErrorSummaryTagHelper(Rendered.Refusals, Rendered.Shared) { View = Rendered.View(state) });

    [Fact]
    public async Task Nothing_is_written_when_all_is_well() => Assert.Equal("", await Html(new ModelStateDictionary()));

    [Fact]
    public async Task Each_error_leads_to_its_field()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Form.Name", "answer-missing");
        state.AddModelError("", "<b>Whole form</b>");
        state.SetModelValue("From.Day", "31", "31");
        state.AddModelError("From", "date-not-real");

        var body = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await Html(state)).Body!;

        Assert.Equal(Rendered.Shared["ThereIsAProblem"], body.QuerySelector("h2")!.TextContent);
        Assert.Equal(["#Form-Name", "#From-first"], body.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Order());
        Assert.Contains("<b>Whole form</b>", body.QuerySelectorAll("li").Select(item => item.TextContent));
        Assert.Empty(body.QuerySelectorAll("b"));
    }

    [Fact]
    public async Task A_sentence_that_fits_any_question_says_which()
    {
        var state = new ModelStateDictionary();
        state.AddModelError("Who", "answer-missing");
        state.AddModelError("Whom", "date-not-real");
        state.AddModelError("Why", "date-not-real");
        var view = Rendered.View(state);
        Questions.Of(view)["Who"] = "Who <does> it?";
        Questions.Of(view)["Why"] = "Why?";

        var body = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await Rendered.HtmlOf(new ErrorSummaryTagHelper(Rendered.Refusals, Rendered.Shared) { View = view })).Body!;

        var real = Rendered.Refusals["date-not-real"].Value;
        Assert.Equal([Rendered.Refusals["answer-missing"] + ": Who <does> it?", real, $"{real}: Why?"], body.QuerySelectorAll("li").Select(item => item.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Errors_stand_in_the_order_of_the_questions()
    {
        var state = new ModelStateDictionary();
        foreach (var name in new[] { "Third", "Second", "", "First" })
            state.AddModelError(name, $"About {name}");
        var view = Rendered.View(state);
        foreach (var name in new[] { "First", "Second", "Third" })
            Questions.Of(view)[name] = name;

        var body = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await Rendered.HtmlOf(new ErrorSummaryTagHelper(Rendered.Refusals, Rendered.Shared) { View = view })).Body!;

        Assert.Equal(["About ", "About First", "About Second", "About Third"], body.QuerySelectorAll("li").Select(item => item.TextContent));
    }
}
