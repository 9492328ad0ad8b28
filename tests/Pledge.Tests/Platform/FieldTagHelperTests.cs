using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Pledge.Web.Platform.TagHelpers;

namespace Pledge.Tests.Platform;

public sealed class FieldTagHelperTests
{
    private const string Hostile = "<script>alert(\"x\")</script>' onload=y";

    private static InputTagHelper Input(string? value, ModelStateDictionary? state = null, string? hint = null) =>
        new(Rendered.Refusals, Rendered.Shared) { For = Rendered.For("Form.Name", value), Label = Hostile, Hint = hint, View = Rendered.View(state) };

    [Fact]
    public async Task A_label_names_its_input()
    {
        var body = await Rendered.Of(Input("Sam"));
        var input = body.QuerySelector("input")!;
        Assert.Equal(("Form-Name", "Form.Name", "Sam"), (input.Id, input.GetAttribute("name"), input.GetAttribute("value")));
        Assert.Equal("Form-Name", body.QuerySelector("label")!.GetAttribute("for"));
    }

    [Fact]
    public async Task Hostile_words_stay_words()
    {
        var body = await Rendered.Of(Input(Hostile, hint: Hostile));
        Assert.Empty(body.QuerySelectorAll("script"));
        Assert.Equal(Hostile, body.QuerySelector("label")!.TextContent);
        Assert.Equal(Hostile, body.QuerySelector(".govuk-hint")!.TextContent);
        Assert.Equal(Hostile, body.QuerySelector("input")!.GetAttribute("value"));
        Assert.Null(body.QuerySelector("input")!.GetAttribute("onload"));
    }

    [Fact]
    public async Task An_error_stands_beside_its_field_and_keeps_what_was_typed()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Form.Name", "typed", "typed");
        state.AddModelError("Form.Name", "answer-missing");

        var body = await Rendered.Of(Input("stored", state, "A hint"));

        var input = body.QuerySelector("input")!;
        Assert.Equal("typed", input.GetAttribute("value"));
        Assert.Equal("Form-Name-hint Form-Name-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("Error: " + Rendered.Refusals["answer-missing"], body.QuerySelector("#Form-Name-error")!.TextContent);
        Assert.Contains("govuk-form-group--error", body.FirstElementChild!.ClassList);
        Assert.Contains("govuk-input--error", input.ClassList);
    }

    [Fact]
    public async Task A_password_is_never_sent_back()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Secret", "hunter2", "hunter2");
        var html = await Rendered.HtmlOf(new PasswordTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For("Secret", "hunter2"), View = Rendered.View(state) });
        Assert.DoesNotContain("hunter2", html);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\nstarts with an empty line")]
    [InlineData("</textarea><script>x</script>")]
    public async Task A_long_answer_comes_back_as_it_was(string words)
    {
        var body = await Rendered.Of(new TextareaTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For("Words", words), MaxLength = 50, View = Rendered.View() });
        Assert.Equal(words, body.QuerySelector("textarea")!.TextContent);
        Assert.Equal("50", body.FirstElementChild!.GetAttribute("data-maxlength"));
        Assert.NotNull(body.QuerySelector("#Words-info"));
    }

    [Fact]
    public async Task The_stored_choice_of_a_list_is_chosen()
    {
        var body = await Rendered.Of(new SelectTagHelper(Rendered.Refusals, Rendered.Shared)
        {
            For = Rendered.For("Code", "b"),
            Items = [new SelectListItem("First", "a"), new SelectListItem(Hostile, "b")],
            View = Rendered.View(),
        });
        Assert.Equal(Hostile, body.QuerySelector("option[selected]")!.TextContent);
    }

    [Fact]
    public async Task Radios_have_one_question_and_the_summary_can_reach_the_first()
    {
        var body = await Rendered.Of(
            new RadiosTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For("Answer", "no"), Label = "True?", View = Rendered.View() },
            [new RadioTagHelper { Value = "yes", Label = "Yes" }, new RadioTagHelper { Value = "no", Label = "No", Hint = "Why" }]);
        Assert.Equal("True?", body.QuerySelector("fieldset > legend")!.TextContent);
        Assert.Equal(["Answer", "Answer-2"], body.QuerySelectorAll("input").Select(input => input.Id));
        Assert.Equal("no", body.QuerySelector("input[checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Boxes_ticked_in_a_refused_form_stay_ticked()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("Channels", new ValueProviderResult(new(["email", "text"])));
        var body = await Rendered.Of(
            new CheckboxesTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For<string[]>("Channels", []), Label = "How", View = Rendered.View(state) },
            [new CheckboxTagHelper { Value = "email", Label = "E" }, new CheckboxTagHelper { Value = "post", Label = "P" }, new CheckboxTagHelper { Value = "text", Label = "T" }]);
        Assert.Equal(["email", "text"], body.QuerySelectorAll("input[checked]").Select(input => input.GetAttribute("value")!));
    }

    [Fact]
    public async Task A_date_shows_its_three_parts_and_what_was_typed_wins()
    {
        var state = new ModelStateDictionary();
        state.SetModelValue("From.Day", "31", "31");
        state.SetModelValue("From.Month", "Feb", "Feb");
        state.SetModelValue("From.Year", "", "");
        var view = Rendered.View(state);

        var fresh = await Rendered.Of(new DateTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For<DateOnly?>("From", new(2026, 3, 27)), Label = "When", View = Rendered.View() });
        var again = await Rendered.Of(new DateTagHelper(Rendered.Refusals, Rendered.Shared) { For = Rendered.For<DateOnly?>("From", null), Label = "When", View = view });

        Assert.Equal(["27", "3", "2026"], fresh.QuerySelectorAll("input").Select(input => input.GetAttribute("value")!));
        Assert.Equal(["31", "Feb", ""], again.QuerySelectorAll("input").Select(input => input.GetAttribute("value")!));
    }

    [Fact]
    public async Task Data_attributes_go_to_the_control()
    {
        var body = await Rendered.Of(Input("x"), attributes: new TagHelperAttributeList { { "data-x", "1" } });
        Assert.Equal("1", body.QuerySelector("input")!.GetAttribute("data-x"));
    }
}
