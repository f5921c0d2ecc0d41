using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Storage;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>Removes, every so often, what has expired and what everyone has read.</summary>
internal sealed partial class Housekeeping(StateBlock state, MessageStore messages, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan UnclaimedKept = TimeSpan.FromDays(7);

    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = RunAsync(_stopping.Token);

    /// <summary>Frees topics from subscribers that no longer exist.</summary>
    public Task ForgetOldAppsAsync(IReadOnlyCollection<string> apps, CancellationToken cancellationToken) =>
        messages.KeepOnlyAppsAsync(apps, cancellationToken);

    /// <summary>One round; the work is cut into pieces, so that other writes come in between.</summary>
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        await state.RemoveExpiredAsync(cancellationToken).ConfigureAwait(false);
        while (await messages.TrimAsync(UnclaimedKept, cancellationToken).ConfigureAwait(false) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await RoundAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException exception)
            {
                RoundBroke(exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A round of housekeeping broke off; the next one goes on")]
    private partial void RoundBroke(Exception exception);
}
