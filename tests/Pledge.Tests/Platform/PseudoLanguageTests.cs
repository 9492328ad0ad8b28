using System.Globalization;
using Pledge.Web.Features.Shared;
using Pledge.Web.Platform;

namespace Pledge.Tests.Platform;

public sealed class PseudoLanguageTests
{
    [Theory]
    [InlineData("Help", "⟦Héélp⟧")]
    [InlineData("By {0:d MMMM yyyy}, say", "⟦Bý {0:d MMMM yyyy}, šááý⟧")]
    [InlineData("%{count} left", "⟦%{count} lééft⟧")]
    public void Words_change_and_places_for_values_stay(string words, string pseudo) => Assert.Equal(pseudo, PseudoLanguage.Of(words));

    [Fact]
    public void It_takes_the_place_of_every_language_only_when_asked()
    {
        var words = new Words<SharedText>();
        Assert.Equal("Get help", In("en-GB", () => words["GetHelp"].Value));
        Assert.Equal("⟦Géét héélp⟧", In(PseudoLanguage.Tag, () => words["GetHelp"].Value));
        Assert.Equal("احصل على المساعدة", In("ar", () => words["GetHelp"].Value));
        Assert.Equal("Caseload", In("ar", () => words["NavCaseload"].Value));
    }

    private static string In(string language, Func<string> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
