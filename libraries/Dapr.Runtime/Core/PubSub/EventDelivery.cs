using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using MlPlatform.Dapr.Runtime.Resources;

namespace MlPlatform.Dapr.Runtime.Core.PubSub;

/// <summary>What became of one delivery.</summary>
internal enum DeliveryOutcome
{
    /// <summary>The app took the event.</summary>
    Taken,

    /// <summary>The app does not want the event, now or later.</summary>
    Dropped,

    /// <summary>The app could not take the event this time.</summary>
    Failed,

    /// <summary>The app is not there; it has seen nothing.</summary>
    Unreachable,
}

/// <summary>Posts events to one app and reads what it answers.</summary>
internal sealed partial class EventDelivery(AppChannel channel, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    private static readonly MediaTypeHeaderValue ContentType = new(CloudEvent.ContentType);

    public async Task<DeliveryOutcome> DeliverAsync(SubscriptionResource subscription, StoredMessage message, CancellationToken cancellationToken)
    {
        var body = Envelope(subscription, message);
        var path = RouteSelector.Select(subscription.Rules, body);
        if (path is null) return DeliveryOutcome.Dropped;
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = Request(path, body);
        try
        {
            using var response = await channel.SendAsync(request, either.Token).ConfigureAwait(false);
            return await OutcomeAsync(subscription.Topic, response, either.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (AppChannel.IsUnreachable(exception))
        {
            return DeliveryOutcome.Unreachable;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            DeliveryBroke(exception, subscription.Topic, channel.App.AppId);
            return DeliveryOutcome.Failed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            DeliveryTimedOut(subscription.Topic, channel.App.AppId, timeout);
            return DeliveryOutcome.Failed;
        }
    }

    private HttpRequestMessage Request(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = ContentType;
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Origin + (path.StartsWith('/') ? path : "/" + path)) { Content = content };
        if (TraceParentOf(body) is { } parent) request.Headers.TryAddWithoutValidation("traceparent", parent);
        return request;
    }

    private static byte[] Envelope(SubscriptionResource subscription, StoredMessage message)
    {
        var wrap = subscription.RawPayload || (message.Raw && !IsJsonObject(message.Body));
        return wrap ? CloudEvent.WrapRaw(message.Body, $"{message.Sequence}", subscription.PubSub, subscription.Topic) : message.Body;
    }

    private static bool IsJsonObject(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private async Task<DeliveryOutcome> OutcomeAsync(string topic, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            RouteMissing(topic, channel.App.AppId);
            return DeliveryOutcome.Dropped;
        }

        if (!response.IsSuccessStatusCode)
        {
            DeliveryRefused(topic, channel.App.AppId, (int)response.StatusCode);
            return DeliveryOutcome.Failed;
        }

        if (response.Content.Headers.ContentLength == 0) return DeliveryOutcome.Taken;
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Status(answer) switch
        {
            null or "" or "SUCCESS" => DeliveryOutcome.Taken,
            "DROP" => DeliveryOutcome.Dropped,
            _ => DeliveryOutcome.Failed,
        };
    }

    /// <summary>The status member of the app's answer; an answer of any other form counts as success, as in Dapr.</summary>
    private static string? Status(byte[] answer)
    {
        if (answer.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String
                ? status.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TraceParentOf(byte[] body)
    {
        if (body.AsSpan().IndexOf("\"traceparent\""u8) < 0) return null;
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("traceparent", out var parent) ? parent.GetString() : null;
    }
}
