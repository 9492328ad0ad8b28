using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Pledge.Domain.Organisations;
using Pledge.Tests.Support;
using Pledge.Web.Access;
using Pledge.Web.Platform;

namespace Pledge.Tests.Features.Account;

/// <summary>The test site offers the languages that are on trial besides English.</summary>
public sealed class LanguageTests(Site site, LanguageTests.SiteInEnglish english) : IClassFixture<Site>, IClassFixture<LanguageTests.SiteInEnglish>
{
    [Fact]
    public async Task Pages_are_in_the_chosen_language_from_the_answer_on_until_signing_out()
    {
        var person = await YoungPersonAsync();
        var visitor = await site.SignInAsync(person.Account);
        var form = await visitor.PageAsync("/account/language");
        Assert.Equal(["English", "العربية"], form.QuerySelectorAll("label[lang='en-GB'], label[lang='ar']").Select(label => label.TextContent));
        Assert.Equal("en-GB", form.QuerySelector("input[checked]")!.GetAttribute("value"));

        await visitor.SubmitAsync("/account/language", ("Language", "ar"));
        var account = await visitor.PageAsync("/account");

        Assert.Equal("ar", await site.SqlAsync<string>("select language from identity.account where id = $1", person.Account));
        Assert.Equal(("ar", "rtl"), (account.DocumentElement.GetAttribute("lang"), account.DocumentElement.GetAttribute("dir")));
        Assert.Contains("العربية", account.Body.Reads(), StringComparison.Ordinal);
        Assert.Equal("ar", (await visitor.PageAsync("/account/language")).QuerySelector("input[checked]")!.GetAttribute("value"));

        await visitor.PostFormAsync("/account", "/sign-out");
        Assert.Equal("en-GB", (await visitor.PageAsync("/sign-in")).DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Another_browser_is_in_it_after_signing_in()
    {
        var person = await YoungPersonAsync();
        await site.ExecuteAsync("update identity.account set language = 'ar' where id = $1", person.Account);
        var visitor = await site.AskedForCodeAsync(person.Email);

        await visitor.SubmitAsync("/sign-in/code", ("Code", await site.SentAsync(person.Account, SignInCodes.Rule)));

        Assert.Equal("ar", (await visitor.PageAsync("/account")).DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cy")]
    [InlineData("../../etc")]
    public async Task What_is_not_offered_is_not_kept(string language)
    {
        var person = await YoungPersonAsync();
        var visitor = await site.SignInAsync(person.Account);

        var answer = await visitor.SubmitAsync("/account/language", ("Language", language));

        Assert.Equal("Choose one answer", await answer.ErrorAsync());
        Assert.True(await site.SqlAsync<bool>("select language is null from identity.account where id = $1", person.Account));
    }

    [Fact]
    public async Task A_worker_chooses_too_and_the_page_of_hours_leads_there()
    {
        var worker = await site.Arrange.StaffAsync(await site.Arrange.AuthorityAsync(), Roles.Adviser);
        var visitor = await site.SignInAsync(worker.Account);
        foreach (var page in new[] { "/account", "/reminders/choose" })
            Assert.NotNull((await visitor.PageAsync(page)).QuerySelector("a[href='/account/language']"));

        await visitor.SubmitAsync("/account/language", ("Language", "qps-Ploc"));

        Assert.StartsWith("⟦", (await visitor.PageAsync("/account")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_one_language_nobody_is_asked()
    {
        var visitor = await english.SignInAsync((await english.Arrange.YoungPersonAsync(await english.Arrange.AuthorityAsync())).Account);

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/account/language")).StatusCode);
        foreach (var page in new[] { "/account", "/reminders/choose" })
            Assert.Null((await visitor.PageAsync(page)).QuerySelector("a[href='/account/language']"));
    }

    [Fact]
    public void Words_are_in_a_language_until_the_end_of_the_block_and_days_stay_as_in_England()
    {
        var before = CultureInfo.CurrentUICulture;
        var languages = site.Services.GetRequiredService<Languages>();

        using (languages.Speak("ar"))
            Assert.Equal(("ar", "en-GB"), (CultureInfo.CurrentUICulture.Name, CultureInfo.CurrentCulture.Name));
        using (languages.Speak("xx"))
            Assert.Equal("en-GB", CultureInfo.CurrentUICulture.Name);

        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    /// <summary>A site as it is in service.</summary>
    public sealed class SiteInEnglish : Site
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Languages:Trial", "");
        }
    }

    private async Task<Someone> YoungPersonAsync() => await site.Arrange.YoungPersonAsync(await site.Arrange.AuthorityAsync());
}
