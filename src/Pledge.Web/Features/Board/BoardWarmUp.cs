using Pledge.Domain;
using Pledge.Web.Data;

namespace Pledge.Web.Features.Board;

/// <summary>Before the program answers anybody, it reads the board for nobody, who may see nothing: whoever opens the board first after a start does not wait until its statements are made ready.</summary>
/// <remarks>Measured as <c>board.cold</c> by the benchmark of the board.</remarks>
internal sealed class BoardWarmUp(IServiceScopeFactory scopes, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PledgeDb>().ReadBoardAsync(on: null, clock.GetUtcNow(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
