using CsCheck;
using Pledge.Tests.Support;
using static Pledge.Tests.Features.Imports.Importing;

namespace Pledge.Tests.Features.Imports;

public sealed class OrderOfYearsTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Homes = ["U1", "U2", "D1"];
    private static readonly string[] Activities = ["F2", "G5"];
    private static readonly int[] Collected = [2023, 2024, 2025, 2026];

    // Four years of one person's life, and an order to load them in.
    private static readonly Gen<((string Home, string Activity)[] Years, int[] Order)> Lives =
        Gen.Select(Gen.Select(Gen.Int[0, 2].Select(i => Homes[i]), Gen.Int[0, 1].Select(i => Activities[i])).Array[4], Gen.Shuffle(Collected));

    [Fact]
    public async Task Years_loaded_in_any_order_end_with_the_same_current_facts()
    {
        await CodesAsync(site);
        await Lives.SampleAsync(async life =>
        {
            var (inOrder, shuffled) = (await site.Arrange.AuthorityAsync($"A {Guid.NewGuid():N}"), await site.Arrange.AuthorityAsync($"B {Guid.NewGuid():N}"));
            foreach (var year in life.Order.Order())
                await LoadAsync(inOrder, life.Years, year);
            foreach (var year in life.Order)
                await LoadAsync(shuffled, life.Years, year);
            return await site.FactsAsync(inOrder, "C1") == await site.FactsAsync(shuffled, "C1");
        }, iter: 25, threads: 1);
    }

    private async Task LoadAsync(Guid authority, (string Home, string Activity)[] years, int year)
    {
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        var (home, activity) = years[year - 2023];
        await site.ImportAsync(authority, year, ("h", Header("C1,M,10/05/2004,WBRI,,,")), ("o", Oc3($"C1,10/05/2004,YES,{activity},{home}")));
    }
}
