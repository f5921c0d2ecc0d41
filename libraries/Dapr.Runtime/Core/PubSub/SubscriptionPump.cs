using System.Collections.Concurrent;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>How a subscriber is served: how many deliveries at once, and how a failed one is tried again.</summary>
internal sealed record PumpSettings(int Concurrency, RetryPolicy? Retry);

/// <summary>Delivers one topic to one app, from its stored cursor on, until stopped.</summary>
/// <remarks>A message that fails is moved to the retry table, so that it holds up neither the cursor nor the others.</remarks>
internal sealed partial class SubscriptionPump : IAsyncDisposable
{
    private const int BatchSize = 128;
    private const int MostRetries = 1000;

    private static readonly TimeSpan UnreachablePause = TimeSpan.FromMilliseconds(250);
    private static readonly RetryPolicy Fallback = new(true, TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60), -1);

    private readonly SubscriptionResource _subscription;
    private readonly Subscriber _subscriber;
    private readonly MessageStore _messages;
    private readonly EventDelivery _delivery;
    private readonly PumpSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _slots;
    private readonly AckTracker _acks;
    private readonly Signal _arrived = new();
    private readonly ConcurrentDictionary<long, Task> _retries = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborting = new();
    private readonly TimeSpan _drainTimeout;
    private Task _pumping = Task.CompletedTask;

    public SubscriptionPump(
        SubscriptionResource subscription, Subscriber subscriber, EventDelivery delivery, PumpSettings settings, PumpServices services)
    {
        _subscription = subscription;
        _subscriber = subscriber;
        _delivery = delivery;
        _settings = settings;
        _messages = services.Messages;
        _time = services.Time;
        _logger = services.Logger;
        _drainTimeout = services.DrainTimeout;
        _slots = new SemaphoreSlim(settings.Concurrency);
        _acks = new AckTracker(cursor => _messages.MoveCursorAsync(subscriber.Id, cursor, CancellationToken.None), subscriber.Cursor);
    }

    public long SubscriberId => _subscriber.Id;

    public SubscriptionResource Subscription => _subscription;

    public void Start()
    {
        _messages.Watch(_subscriber.TopicId, _arrived);
        foreach (var entry in _messages.Retries(_subscriber.Id)) RetryLater(entry);
        _pumping = PumpAsync(_stopping.Token);
    }

    /// <summary>Gives out no more, and lets the deliveries under way end within the drain timeout.</summary>
    public async ValueTask DisposeAsync()
    {
        _messages.Unwatch(_subscriber.TopicId, _arrived);
        await _stopping.CancelAsync().ConfigureAwait(false);
        _aborting.CancelAfter(_drainTimeout);
        await _pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var retry in _retries.Values) await retry.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var slot = 0; slot < _settings.Concurrency; slot++) await _slots.WaitAsync().ConfigureAwait(false);
        await _acks.FlushAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _aborting.Dispose();
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        var position = _subscriber.Cursor;
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_retries.Count >= MostRetries)
            {
                await Task.WhenAny(_retries.Values).WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            var batch = _messages.Read(_subscriber.TopicId, position, BatchSize);
            if (batch.Count == 0)
            {
                await _arrived.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            foreach (var message in batch)
            {
                await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
                position = message.Sequence;
                _acks.Begin(position);
                _ = FirstTryAsync(message, cancellationToken);
            }
        }
    }

    private async Task FirstTryAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await DeliverAsync(message, cancellationToken).ConfigureAwait(false);
            await SettleAsync(message, attempts: 1, outcome).ConfigureAwait(false);
            _acks.Done(message.Sequence);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the message is past the cursor and is delivered again.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            DeliveryBroke(exception, _subscription.Topic, message.Sequence);
        }
        finally
        {
            _slots.Release();
        }
    }

    private void RetryLater(RetryEntry entry) => _retries[entry.Sequence] = RetryAsync(entry, _stopping.Token);

    private async Task RetryAsync(RetryEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            var pause = TimeSpan.FromMilliseconds(Math.Max(0, entry.Due - _time.Milliseconds()));
            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await RetryNowAsync(entry, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            _retries.TryRemove(entry.Sequence, out _);
            DeliveryBroke(exception, _subscription.Topic, entry.Sequence);
        }
    }

    private async Task RetryNowAsync(RetryEntry entry, CancellationToken cancellationToken)
    {
        var message = _messages.Find(entry.Sequence);
        var outcome = message is null ? DeliveryOutcome.Taken : await DeliverAsync(message, cancellationToken).ConfigureAwait(false);
        _retries.TryRemove(entry.Sequence, out _);
        if (message is null || outcome == DeliveryOutcome.Taken)
        {
            await _messages.RemoveRetryAsync(_subscriber.Id, entry.Sequence, _aborting.Token).ConfigureAwait(false);
            return;
        }

        await SettleAsync(message, entry.Attempts + 1, outcome).ConfigureAwait(false);
    }

    /// <summary>Delivers until the app has seen the event; an app that is away costs the event no attempt.</summary>
    private async Task<DeliveryOutcome> DeliverAsync(StoredMessage message, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (message.Expires <= _time.Milliseconds()) return DeliveryOutcome.Taken;
            var outcome = await _delivery.DeliverAsync(_subscription, message, _aborting.Token).ConfigureAwait(false);
            if (outcome != DeliveryOutcome.Unreachable) return outcome;
            await Task.Delay(UnreachablePause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(StoredMessage message, int attempts, DeliveryOutcome outcome)
    {
        if (outcome == DeliveryOutcome.Taken) return;
        var deadLetter = _subscription.DeadLetterTopic;
        var last = outcome == DeliveryOutcome.Dropped || !(_settings.Retry?.Allows(attempts - 1) ?? deadLetter is null);
        if (last && deadLetter is not null)
        {
            DeadLettered(_subscription.Topic, message.Sequence, attempts, deadLetter);
            var target = (_subscription.PubSub, deadLetter);
            var dead = new NewMessage(message.Body, message.Raw, null);
            await _messages.DeadLetterAsync(_subscriber.Id, message.Sequence, target, dead, _aborting.Token).ConfigureAwait(false);
            return;
        }

        if (outcome == DeliveryOutcome.Dropped)
        {
            Dropped(_subscription.Topic, message.Sequence);
            await _messages.RemoveRetryAsync(_subscriber.Id, message.Sequence, _aborting.Token).ConfigureAwait(false);
            return;
        }

        // With nowhere to put it aside, an event is tried for ever rather than lost.
        var policy = last || _settings.Retry is null ? Fallback : _settings.Retry;
        var entry = new RetryEntry(message.Sequence, attempts, _time.Milliseconds() + (long)policy.PauseBefore(attempts).TotalMilliseconds);
        await _messages.SaveRetryAsync(_subscriber.Id, entry, _aborting.Token).ConfigureAwait(false);
        RetryLater(entry);
    }
}

/// <summary>What every pump shares.</summary>
internal sealed record PumpServices(MessageStore Messages, TimeProvider Time, TimeSpan DrainTimeout, ILogger Logger);
