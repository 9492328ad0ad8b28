using Pledge.Tests.Support;

namespace Pledge.Tests.Features.Help;

public sealed class HelpTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Help_is_there_for_someone_who_is_not_signed_in()
    {
        var page = await site.Visit().PageAsync("/help");

        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "tel:999");
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "tel:116123");
    }
}
