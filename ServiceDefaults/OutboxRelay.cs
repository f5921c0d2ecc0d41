using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;

namespace MlPlatform.ServiceDefaults;

/// <summary>Publishes what documents left in the outbox, in order, at least once.</summary>
internal sealed partial class OutboxRelay(IDocumentStore store, DaprClient dapr, TimeProvider time, ILogger<OutboxRelay> logger) : BackgroundService
{
    private const int BatchLength = 100;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delay = FirstDelay;
        while (!stoppingToken.IsCancellationRequested)
        {
            var messages = await store.PendingMessagesAsync(BatchLength, stoppingToken).ConfigureAwait(false);
            if (messages.Count == 0)
            {
                await store.WaitForMessagesAsync(stoppingToken).ConfigureAwait(false);
                continue;
            }

            if (await PublishAsync(messages, stoppingToken).ConfigureAwait(false))
            {
                delay = FirstDelay;
                continue;
            }

            await Task.Delay(delay, time, stoppingToken).ConfigureAwait(false);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks));
        }
    }

    /// <returns>False when the sidecar did not take one: what went before it is confirmed.</returns>
    private async Task<bool> PublishAsync(IReadOnlyList<StoredMessage> messages, CancellationToken cancellationToken)
    {
        var published = new List<StoredMessage>(messages.Count);
        try
        {
            foreach (var message in messages)
            {
                await dapr.PublishByteEventAsync(Topics.PubSub, message.Topic, message.Body, cancellationToken: cancellationToken).ConfigureAwait(false);
                published.Add(message);
            }

            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogPublishFailed(logger, messages[published.Count].Topic, fault.Message);
            return false;
        }
        finally
        {
            if (published.Count > 0) await store.ConfirmMessagesAsync(published, CancellationToken.None).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Publishing to {Topic} failed and is tried again: {Reason}")]
    private static partial void LogPublishFailed(ILogger logger, string topic, string reason);
}
