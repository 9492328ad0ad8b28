namespace Pledge.Tests.Hostile;

/// <summary>Each form there is, sent as it must never be: nothing breaks, nothing about anybody else is told or changed, and what was typed is still there beside a message.</summary>
public sealed class EveryFormTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    public static TheoryData<string> Forms => [.. EveryForm.All];

    [Fact]
    public void Every_form_has_a_way_to_it_and_every_way_a_form() =>
        Assert.Equal(EveryForm.All, Ways.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_hostile_form_does_no_harm(string form)
    {
        var run = await FormRun.StartAsync(world, form, Ways.All[form]);

        await run.AttackAsync();
        await run.AsIfItWereSomebodyElsesAsync();

        Assert.True(run.Found.Count == 0, string.Join('\n', run.Found));
        Assert.True(await run.StrangersAreAsTheyWereAsync(), $"{form} changed something about a stranger");
    }
}
