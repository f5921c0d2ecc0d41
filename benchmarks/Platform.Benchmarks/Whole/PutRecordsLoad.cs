using System.Diagnostics;
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
        await PutAsync(client, stream, 0);

        var accepted = 0L;
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            while (Stopwatch.GetElapsedTime(since) < duration) Interlocked.Add(ref accepted, await PutAsync(client, stream, caller));
        }));
        return accepted / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<string?> StatusAsync(AwsJsonClient client, string stream)
    {
        var answer = await client.SendAsync("Kinesis_20131202.DescribeStreamSummary", new JsonObject { ["StreamName"] = stream }, CancellationToken.None);
        return (string?)answer["StreamDescriptionSummary"]?["StreamStatus"];
    }

    private static async Task<int> PutAsync(AwsJsonClient client, string stream, int caller)
    {
        var answer = await client.SendAsync("Kinesis_20131202.PutRecords", Request(stream, caller), CancellationToken.None);
        return RecordsPerCall - (int)(answer["FailedRecordCount"] ?? 0);
    }

    private static JsonObject Request(string stream, int caller)
    {
        var data = Convert.ToBase64String(new byte[RecordLength]);
        var records = Enumerable.Range(0, RecordsPerCall).Select(number => new JsonObject { ["Data"] = data, ["PartitionKey"] = $"{caller}-{number}" });
        return new JsonObject { ["StreamName"] = stream, ["Records"] = new JsonArray([.. records]) };
    }
}
