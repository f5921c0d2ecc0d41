using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Delivers one source of a delivery stream, object by object: plan, put, check off.</summary>
/// <remarks>
/// The plan is durable before the first byte goes out, and names both the records and the key. A crash at any moment
/// therefore either makes no object, or makes the same object again; no record is lost, none is in two objects.
/// </remarks>
internal sealed partial class DeliveryLoop(
    DeliveryStreamRecord stream, DeliverySource source, DeliveryProgressStore progress, DeliveryTools tools, ILogger logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly DeliveryPlanner _planner = new(stream, tools.Time);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var id = DeliveryProgressStore.IdOf(stream, source.Name);
        var state = await progress.FindAsync(id, cancellationToken)
            ?? new DeliveryProgress { Id = id, NextIndex = stream.Starts.GetValueOrDefault(source.Name, Logs.SegmentedLog.FirstIndex) };
        while (!cancellationToken.IsCancellationRequested)
        {
            if (state.Plan is null)
            {
                var plan = await _planner.NextAsync(source, state.NextIndex, cancellationToken);
                state = state with { Plan = plan };
                await progress.SaveAsync(state, [], cancellationToken);
            }

            var delivered = await DeliverAsync(state.Plan, cancellationToken);
            state = state with { NextIndex = state.Plan.Next, Plan = null };
            await progress.SaveAsync(state, delivered, cancellationToken);
            if (source.Name == DeliverySource.Direct) TrimDelivered(state.NextIndex);
        }
    }

    private async Task<IReadOnlyList<OutboxMessage>> DeliverAsync(DeliveryPlan plan, CancellationToken cancellationToken)
    {
        await tools.DeliveriesAtOnce.WaitAsync(cancellationToken);
        try
        {
            var content = DeliveryContent.Build(source.Log, plan, stream.Destination);
            if (content.Lost > 0) LostToRetention(stream.Name, source.Name, content.Lost);
            if (content.Delivered > 0) await PutAsync(plan.ObjectKey, content.Objects, cancellationToken);
            if (content.Failed > 0) await PutAsync(plan.ErrorKey, content.Errors, cancellationToken);
            Delivered(stream.Name, content.Delivered, content.Failed);
            return [Event(plan, content)];
        }
        finally
        {
            tools.DeliveriesAtOnce.Release();
        }
    }

    private async Task PutAsync(string key, MemoryStream content, CancellationToken cancellationToken)
    {
        var bucket = DestinationRules.BucketOf(stream.Destination);
        for (var delay = FirstDelay; ; delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestDelay.Ticks)))
        {
            content.Position = 0;
            try
            {
                await tools.Objects.PutObjectAsync(Request(bucket, key, content), cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or WebException or IOException)
            {
                PutFailed(stream.Name, bucket, exception.Message);
            }

            await Task.Delay(delay, tools.Time, cancellationToken);
        }
    }

    /// <summary>The content lies in memory, so it is hashed and sent as it is, without chunks signed one by one.</summary>
    private static PutObjectRequest Request(string bucket, string key, MemoryStream content) => new()
    {
        BucketName = bucket,
        Key = key,
        InputStream = content,
        AutoCloseStream = false,
        UseChunkEncoding = false,
        ContentType = "application/octet-stream",
    };

    private OutboxMessage Event(DeliveryPlan plan, DeliveryContent content) => tools.Events.Create(
        Topics.StreamDelivered, "Firehose Object Delivered", stream.Arn, new JsonObject
        {
            ["deliveryStreamName"] = stream.Name,
            ["source"] = source.Name,
            ["bucket"] = DestinationRules.BucketOf(stream.Destination),
            ["key"] = content.Delivered > 0 ? plan.ObjectKey : null,
            ["errorKey"] = content.Failed > 0 ? plan.ErrorKey : null,
            ["records"] = content.Delivered,
            ["failedRecords"] = content.Failed,
            ["bytes"] = content.RecordBytes,
        });

    /// <summary>Frees the files of direct puts that are delivered whole.</summary>
    private void TrimDelivered(long nextIndex)
    {
        using var next = source.Log.Read(nextIndex, 1, 1);
        source.Log.TrimBefore(next.Records.Count > 0 ? next.Records[0].Arrival : tools.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [LoggerMessage(1, LogLevel.Information, "{Stream} delivered {Records} records; {Failed} failed processing.")]
    private partial void Delivered(string stream, int records, int failed);

    [LoggerMessage(2, LogLevel.Warning, "{Stream} could not write to bucket {Bucket} and tries again: {Reason}")]
    private partial void PutFailed(string stream, string bucket, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Stream} lost {Count} records of {Source}: retention ended before they could be delivered.")]
    private partial void LostToRetention(string stream, string source, long count);
}

/// <summary>What every delivery uses.</summary>
internal sealed record DeliveryTools(IAmazonS3 Objects, PlatformEvents Events, TimeProvider Time, SemaphoreSlim DeliveriesAtOnce);
