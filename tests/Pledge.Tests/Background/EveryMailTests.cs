using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using MimeKit;
using Pledge.Tests.Support;
using Pledge.Web.Platform;

namespace Pledge.Tests.Background;

/// <summary>What holds of every mail, whoever reads it, in every mail program.</summary>
/// <remarks>With <c>PLEDGE_PICTURES</c> set to a folder, every mail is written there as a file for a mail program, as HTML and as plain text, to be looked at.</remarks>
public sealed partial class EveryMailTests(MailSite site) : IClassFixture<MailSite>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PLEDGE_PICTURES");
    private static readonly HtmlParser Parser = new();

    /// <summary>A name and a language to write every mail for.</summary>
    public static readonly TheoryData<string, string, string> Readers = new()
    {
        { "usual", "Ottoline Quillfeather", "en-GB" },
        { "long", string.Concat(Enumerable.Repeat("Wolfeschlegelstein", 8)), "en-GB" },
        { "markup", "<b>Łukasz</b>&amp;\"{0} O’Neill", "en-GB" },
        { "right-to-left", "Ottoline Quillfeather", "ar" },
        { "right-to-left-name", "ليلى", "ar" },
        { "pseudo", "Ottoline Quillfeather", PseudoLanguage.Tag },
    };

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Every_mail_can_be_read_everywhere(string which, string name, string language)
    {
        var mails = EveryMail.Of(site, name, language).ToList();
        Assert.True(mails.Count > 100);

        foreach (var mail in mails)
        {
            await LeaveAsync(which, mail);
            IsSafeToShow(mail);
            HasItsHeaders(mail, CultureInfo.GetCultureInfo(language).Name);
            IsPlain(mail);
            IsHtmlForAll(mail, CultureInfo.GetCultureInfo(language));
        }
    }

    [Fact]
    public void What_a_young_person_gets_reads_easily()
    {
        foreach (var mail in EveryMail.Of(site, "Ottoline", "en-GB").Where(mail => mail.To.IsYoungPerson))
        {
            using var page = Parser.ParseDocument(mail.Letter.Mime.HtmlBody!);
            var said = page.QuerySelectorAll("h1,p,li").Select(block => block.TextContent.Trim()).Where(text => !text.Contains("://", StringComparison.Ordinal)).ToList();
            var age = ReadingAge.Of(said);
            Assert.True(age <= 11, $"{mail.Name} reads at {age:0.0}:\n{string.Join('\n', said)}");
        }
    }

    /// <summary>A subject shows on a locked phone, in logs of mail servers and in lists.</summary>
    private static void IsSafeToShow(SampleMail mail)
    {
        var subject = mail.Letter.Mime.Subject!;
        Assert.InRange(subject.Length, 5, 90);
        foreach (var told in mail.To.DisplayName.Split(' ').Append(mail.To.Email).Append("people.test").Append("2008").Append("482913"))
            Assert.DoesNotContain(told, subject, StringComparison.OrdinalIgnoreCase);
        // No placeholder, no key of a word that is missing, no address, and no number: neither a day of birth nor an age.
        Assert.DoesNotMatch(@"[{}<>@\d]|Mail[A-Z]|://", subject);
    }

    private static void HasItsHeaders(SampleMail sample, string language)
    {
        var mail = sample.Letter.Mime;
        Assert.Equal("auto-generated", mail.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(language, mail.Headers[HeaderId.ContentLanguage]);
        Assert.DoesNotContain(mail.Headers, header => header.Field is "Precedence" or "Reply-To");
        Assert.NotEqual(default, mail.Date);
        Assert.EndsWith("@pledge.council.test", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal(sample.Letter.Stop is { } stop ? $"<{stop}>" : null, mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal(sample.Letter.Stop is null ? null : "List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);

        // The plain text first: a program shows the last part that it can.
        var alternative = Assert.IsType<MultipartAlternative>(mail.Body is Multipart { Count: 2 } mixed and not MultipartAlternative ? mixed[0] : mail.Body);
        Assert.Equal(["text/plain", "text/html"], alternative.Select(part => part.ContentType.MimeType));

        using var bytes = new MemoryStream();
        mail.WriteTo(bytes);
        Assert.DoesNotContain(bytes.ToArray(), octet => octet >= 0x80);
        // Lines of quoted-printable and base64; a header's address is never broken.
        Assert.DoesNotContain(System.Text.Encoding.ASCII.GetString(bytes.ToArray()).Split('\n').SkipWhile(line => line.Trim().Length > 0), line => line.TrimEnd('\r').Length > 78);
    }

    private static void IsPlain(SampleMail mail)
    {
        Assert.All(mail.Letter.Mime.TextBody!.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= 72 || !line.Trim().Contains(' ', StringComparison.Ordinal), $"{mail.Name}: {line}"));
        Assert.DoesNotMatch(@"Mail[A-Z]|\{\d", mail.Letter.Text);
    }

    private static void IsHtmlForAll(SampleMail mail, CultureInfo language)
    {
        var html = mail.Letter.Mime.HtmlBody!;
        using var page = Parser.ParseDocument(html);
        var direction = language.TextInfo.IsRightToLeft ? "rtl" : "ltr";
        // Many programs drop html and body, so that what is inside says it too.
        foreach (var holder in new[] { page.DocumentElement, page.Body!.FirstElementChild! })
            Assert.Equal((language.Name, direction), (holder.GetAttribute("lang"), holder.GetAttribute("dir")));
        Assert.Equal(mail.Letter.Mime.Subject, page.Title);
        Assert.Equal(mail.Letter.Mime.Subject, Assert.Single(page.QuerySelectorAll("h1,h2,h3")).TextContent);
        // Nothing is fetched, so nobody learns that it was read; nothing runs; and a name is no markup.
        Assert.All(page.All, element => Assert.Contains(element.LocalName, (string[])["html", "head", "meta", "title", "body", "div", "h1", "p", "bdi", "br", "ul", "li", "a"]));
        Assert.Equal(mail.Letter.FirstName, page.QuerySelector("bdi")!.TextContent);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);

        var links = page.QuerySelectorAll("a").Select(link => (Words: link.TextContent.Trim(), Address: link.GetAttribute("href")!)).ToList();
        Assert.All(links, link => Assert.True(link.Words.Length >= 6 && link.Address.StartsWith("https://pledge.council.test/", StringComparison.Ordinal), $"{mail.Name}: {link}"));
        // What looks alike leads to the same place, and both shapes of a mail lead to the same places.
        Assert.Equal(links.Where(link => !IsInList(link.Words)).DistinctBy(link => link.Words).Count(), links.Where(link => !IsInList(link.Words)).Distinct().Count());
        Assert.Equal(links.Select(link => link.Address), Address().Matches(mail.Letter.Mime.TextBody!).Select(match => match.Value));

        bool IsInList(string words) => page.QuerySelectorAll("li a").Any(link => link.TextContent.Trim() == words);
    }

    private static async Task LeaveAsync(string which, SampleMail mail)
    {
        if (Pictures is null)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(Pictures, "mails", which)).FullName;
        await mail.Letter.Mime.WriteToAsync(Path.Combine(folder, mail.Name + ".eml"));
        await File.WriteAllTextAsync(Path.Combine(folder, mail.Name + ".html"), mail.Letter.Mime.HtmlBody);
        await File.WriteAllTextAsync(Path.Combine(folder, mail.Name + ".txt"), mail.Letter.Mime.TextBody);
    }

    [GeneratedRegex(@"https://\S+")]
    private static partial Regex Address();
}
