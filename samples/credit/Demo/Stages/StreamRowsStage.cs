using System.Text;
using System.Text.Json.Nodes;

namespace MlPlatform.Demo.Stages;

/// <summary>Sends every row of the data set, malformed ones too, to a Kinesis stream that Firehose delivers to S3.</summary>
internal sealed class StreamRowsStage : IStage
{
    private const int BatchLength = 400;
    private const int MaximumTries = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => "Stream the rows through Kinesis";

    public async Task RunAsync(DemoContext demo, StageProgress progress, CancellationToken cancellationToken)
    {
        await demo.EnsureBucketAsync(cancellationToken);
        await EnsureStreamAsync(demo, cancellationToken);
        await EnsureDeliveryAsync(demo, cancellationToken);

        // A batch is sent again when the demo was killed before its answer: rows carry an id, and the quality step counts each once.
        var rows = demo.Data.Rows;
        var sent = demo.State.Values.TryGetValue(StateKeys.RowsSent, out var text) ? int.Parse(text, null) : 0;
        while (sent < rows.Count)
        {
            var batch = rows.Skip(sent).Take(BatchLength).ToList();
            await PutAsync(demo, batch, cancellationToken);
            sent += batch.Count;
            demo.State.Values[StateKeys.RowsSent] = sent.ToString(null, null);
            demo.State.Save();
            progress.Report((double)sent / rows.Count);
        }
    }

    private static async Task EnsureStreamAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        await demo.EnsureAsync("Kinesis_20131202.CreateStream", new JsonObject { ["StreamName"] = demo.Stream, ["ShardCount"] = 2 }, cancellationToken);
        await demo.PollAsync(async () =>
        {
            var summary = await demo.Aws.CallAsync("Kinesis_20131202.DescribeStreamSummary", new JsonObject { ["StreamName"] = demo.Stream }, cancellationToken);
            return (string?)summary["StreamDescriptionSummary"]?["StreamStatus"] == "ACTIVE" ? summary : null;
        }, Patience, "The stream's being active", cancellationToken);
    }

    private static async Task EnsureDeliveryAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        await demo.EnsureAsync("Firehose_20150804.CreateDeliveryStream", new JsonObject
        {
            ["DeliveryStreamName"] = demo.DeliveryStream,
            ["DeliveryStreamType"] = "KinesisStreamAsSource",
            ["KinesisStreamSourceConfiguration"] = new JsonObject
            {
                ["KinesisStreamARN"] = $"arn:aws:kinesis:us-east-1:123456789012:stream/{demo.Stream}",
                ["RoleARN"] = demo.Role,
            },
            ["ExtendedS3DestinationConfiguration"] = new JsonObject
            {
                ["BucketARN"] = $"arn:aws:s3:::{demo.Bucket}",
                ["RoleARN"] = demo.Role,
                ["Prefix"] = demo.DeliveredPrefix,
                ["ErrorOutputPrefix"] = "undeliverable/",
                ["BufferingHints"] = new JsonObject { ["SizeInMBs"] = 1, ["IntervalInSeconds"] = 1 },
            },
        }, cancellationToken);
        await demo.PollAsync(async () =>
        {
            var description = await demo.Aws.CallAsync("Firehose_20150804.DescribeDeliveryStream",
                new JsonObject { ["DeliveryStreamName"] = demo.DeliveryStream }, cancellationToken);
            return (string?)description["DeliveryStreamDescription"]?["DeliveryStreamStatus"] == "ACTIVE" ? description : null;
        }, Patience, "The delivery stream's being active", cancellationToken);
    }

    /// <summary>Puts a batch; records that were throttled are put again.</summary>
    private static async Task PutAsync(DemoContext demo, IReadOnlyList<DataRow> batch, CancellationToken cancellationToken)
    {
        var pending = batch;
        for (var attempt = 1; pending.Count > 0; attempt++)
        {
            if (attempt > MaximumTries) throw new DemoException($"Kinesis refused {pending.Count} records {MaximumTries} times.");
            var records = new JsonArray([.. pending.Select(row => new JsonObject
            {
                ["Data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(row.Json + "\n")),
                ["PartitionKey"] = row.Id,
            })]);
            var answer = await demo.Aws.CallAsync("Kinesis_20131202.PutRecords",
                new JsonObject { ["StreamName"] = demo.Stream, ["Records"] = records }, cancellationToken);
            var results = answer["Records"]!.AsArray();
            pending = [.. pending.Where((_, index) => results[index]!["ErrorCode"] is not null)];
        }
    }
}
