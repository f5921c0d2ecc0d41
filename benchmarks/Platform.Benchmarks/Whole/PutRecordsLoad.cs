using System.Text;
using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Aws.Client;

namespace MlPlatform.Platform.Benchmarks.Whole;

/// <summary>PutRecords with 500 records of 200 bytes by 8 callers; kinesalite, where npm has it, takes the same load in the same run.</summary>
internal static class PutRecordsLoad
{
    private const int Callers = 8;
    private const int RecordsPerCall = 500;
    private const int RecordLength = 200;
    private const int Shards = 4;

    public static async IAsyncEnumerable<Figure> RunAsync(AwsClientOptions options, bool brief)
    {
        var duration = TimeSpan.FromSeconds(brief ? 1 : 8);
        var ours = await MeasureAsync(options, duration);
        await using var kinesalite = await Kinesalite.StartAsync();
        if (kinesalite is null)
        {
            yield return new Figure("put-records", ours, "records/s") { Aim = 100_000 };
            yield break;
        }

        var theirs = await MeasureAsync(options with { Endpoint = kinesalite.Endpoint }, duration);
        yield return new Figure("put-records", ours, "records/s") { Aim = 100_000, Peer = "kinesalite", PeerValue = theirs, Ratio = ours / theirs };
    }

    private static async Task<double> MeasureAsync(AwsClientOptions options, TimeSpan duration)
    {
        using var client = new AwsJsonClient(options, new AwsJson([]));
        var stream = $"bench-{Guid.NewGuid():N}"[..20];
        await client.SendAsync("Kinesis_20131202.CreateStream", new JsonObject { ["StreamName"] = stream, ["ShardCount"] = Shards }, CancellationToken.None);
        while (await StatusAsync(client, stream) != "ACTIVE") await Task.Delay(100);

        // One call through a client that reads the answer: the load itself only counts answers of status 200.
        var first = await client.SendAsync("Kinesis_20131202.PutRecords", Request(stream), CancellationToken.None);
        if ((int)(first["FailedRecordCount"] ?? 0) > 0) throw new InvalidOperationException("Records were refused.");
        var request = HttpLoad.Request(new RequestSigner(options, "kinesis", TimeProvider.System), options.Endpoint!,
            new Dictionary<string, string> { ["content-type"] = "application/x-amz-json-1.1", ["x-amz-target"] = "Kinesis_20131202.PutRecords" },
            Encoding.UTF8.GetBytes(Request(stream).ToJsonString()));
        await HttpLoad.RunAsync(options.Endpoint!, request, Callers, duration / 2);
        return (await HttpLoad.RunAsync(options.Endpoint!, request, Callers, duration)).PerSecond * RecordsPerCall;
    }

    private static async Task<string?> StatusAsync(AwsJsonClient client, string stream)
    {
        var answer = await client.SendAsync("Kinesis_20131202.DescribeStreamSummary", new JsonObject { ["StreamName"] = stream }, CancellationToken.None);
        return (string?)answer["StreamDescriptionSummary"]?["StreamStatus"];
    }

    private static JsonObject Request(string stream)
    {
        var data = Convert.ToBase64String(new byte[RecordLength]);
        var records = Enumerable.Range(0, RecordsPerCall).Select(number => new JsonObject { ["Data"] = data, ["PartitionKey"] = $"key-{number}" });
        return new JsonObject { ["StreamName"] = stream, ["Records"] = new JsonArray([.. records]) };
    }
}
