using System.Net;
using System.Text.Json.Nodes;

namespace MlPlatform.Ingestion.Tests;

public sealed class KinesisTests : IAsyncLifetime
{
    private IngestionHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await IngestionHost.StartAsync();
        await _host.CallAsync("Kinesis_20131202.CreateStream", new JsonObject { ["StreamName"] = "s", ["ShardCount"] = 3 });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task PutRecords_AcrossShards_AreReadBackInOrderAndAfterARestart()
    {
        var put = await PutAsync(200);
        Assert.Equal(0, put["FailedRecordCount"]!.GetValue<int>());
        var sequences = put["Records"]!.AsArray().Select(record => (Shard: record!["ShardId"]!.GetValue<string>(), Number: record["SequenceNumber"]!.GetValue<string>())).ToList();
        Assert.Equal(3, sequences.Select(sequence => sequence.Shard).Distinct().Count());

        await _host.RestartAsync();
        foreach (var shard in sequences.GroupBy(sequence => sequence.Shard))
        {
            var read = await ReadAsync(shard.Key);
            Assert.Equal(shard.Select(sequence => sequence.Number), read.Select(record => record["SequenceNumber"]!.GetValue<string>()));
        }

        var data = new List<int>();
        foreach (var shard in sequences.Select(sequence => sequence.Shard).Distinct())
        {
            data.AddRange((await ReadAsync(shard)).Select(record => int.Parse(Convert.FromBase64String(record["Data"]!.GetValue<string>()))));
        }

        Assert.Equal(Enumerable.Range(0, 200), data.Order());
    }

    [Fact]
    public async Task GetRecords_Limit_PagesWithoutGapOrRepeat()
    {
        await PutAsync(100);
        var all = await ReadAsync("shardId-000000000001", limit: 7);
        Assert.Equal(all.Count, all.Select(record => record["SequenceNumber"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal((await ReadAsync("shardId-000000000001")).Count, all.Count);
    }

    [Fact]
    public async Task Iterators_AtAndAfterASequenceNumber_BeginThere()
    {
        await PutAsync(100);
        var all = (await ReadAsync("shardId-000000000000")).Select(record => record["SequenceNumber"]!.GetValue<string>()).ToList();
        Assert.Equal(all[3..], await FromAsync("AT_SEQUENCE_NUMBER", all[3]));
        Assert.Equal(all[4..], await FromAsync("AFTER_SEQUENCE_NUMBER", all[3]));
        Assert.Empty(await FromAsync("LATEST", null));

        var foreign = await _host.SendAsync("Kinesis_20131202.GetShardIterator", IteratorRequest("shardId-000000000001", "AT_SEQUENCE_NUMBER", all[0]));
        Assert.Equal("InvalidArgumentException", await IngestionHost.ErrorAsync(foreign));
    }

    [Theory]
    [InlineData("DescribeStream", """{"StreamName":"none"}""", "ResourceNotFoundException")]
    [InlineData("CreateStream", """{"StreamName":"s","ShardCount":1}""", "ResourceInUseException")]
    [InlineData("CreateStream", """{"StreamName":"a b","ShardCount":1}""", "ValidationException")]
    [InlineData("CreateStream", """{"StreamName":"t","ShardCount":100000}""", "LimitExceededException")]
    [InlineData("PutRecord", """{"StreamName":"s","Data":"","PartitionKey":"k","ExplicitHashKey":"x"}""", "InvalidArgumentException")]
    [InlineData("PutRecords", """{"StreamName":"none","Records":[{"Data":"","PartitionKey":"k"}]}""", "ResourceNotFoundException")]
    [InlineData("GetRecords", """{"ShardIterator":"x"}""", "InvalidArgumentException")]
    [InlineData("GetRecords", """{"ShardIterator":7}""", "SerializationException")]
    [InlineData("GetRecords", """{"ShardIterator":"x","Limit":10001}""", "ValidationException")]
    [InlineData("MergeShards", "{}", "UnknownOperationException")]
    public async Task Operation_InvalidInput_AnswersTheErrorAwsGives(string operation, string body, string code)
    {
        using var response = await _host.SendAsync("Kinesis_20131202." + operation, JsonNode.Parse(body)!);
        Assert.Equal(code, await IngestionHost.ErrorAsync(response));
    }

    [Fact]
    public async Task DeleteStream_ThenCreate_StartsEmpty()
    {
        await PutAsync(10);
        await _host.CallAsync("Kinesis_20131202.DeleteStream", new JsonObject { ["StreamName"] = "s" });
        using var gone = await _host.SendAsync("Kinesis_20131202.DescribeStreamSummary", new JsonObject { ["StreamName"] = "s" });
        Assert.Equal("ResourceNotFoundException", await IngestionHost.ErrorAsync(gone));
        await _host.CallAsync("Kinesis_20131202.CreateStream", new JsonObject { ["StreamName"] = "s", ["ShardCount"] = 1 });
        Assert.Empty(await ReadAsync("shardId-000000000000"));
    }

    [Fact]
    public async Task DirectPut_StreamReadsKinesis_IsRefused()
    {
        var stream = await _host.CallAsync("Kinesis_20131202.DescribeStreamSummary", new JsonObject { ["StreamName"] = "s" });
        var source = new JsonObject { ["KinesisStreamARN"] = stream["StreamDescriptionSummary"]!["StreamARN"]!.GetValue<string>(), ["RoleARN"] = "r" };
        await _host.CallAsync("Firehose_20150804.CreateDeliveryStream", new JsonObject
        {
            ["DeliveryStreamName"] = "d",
            ["DeliveryStreamType"] = "KinesisStreamAsSource",
            ["KinesisStreamSourceConfiguration"] = source,
            ["ExtendedS3DestinationConfiguration"] = new JsonObject { ["RoleARN"] = "r", ["BucketARN"] = "arn:aws:s3:::bucket" },
        });
        var put = new JsonObject { ["DeliveryStreamName"] = "d", ["Record"] = new JsonObject { ["Data"] = "" } };
        using var response = await _host.SendAsync("Firehose_20150804.PutRecord", put);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("InvalidSourceException", await IngestionHost.ErrorAsync(response));
    }

    private Task<JsonNode> PutAsync(int count) => _host.CallAsync("Kinesis_20131202.PutRecords", new JsonObject
    {
        ["StreamName"] = "s",
        ["Records"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject
        {
            ["Data"] = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(i.ToString(null, null))),
            ["PartitionKey"] = "key" + i,
        })]),
    });

    private async Task<List<string>> FromAsync(string type, string? sequence) =>
        [.. (await ReadAsync("shardId-000000000000", type: type, sequence: sequence)).Select(record => record["SequenceNumber"]!.GetValue<string>())];

    private async Task<List<JsonNode>> ReadAsync(string shard, int limit = 10_000, string type = "TRIM_HORIZON", string? sequence = null)
    {
        var iterator = (await _host.CallAsync("Kinesis_20131202.GetShardIterator", IteratorRequest(shard, type, sequence)))["ShardIterator"]!.GetValue<string>();
        var records = new List<JsonNode>();
        while (true)
        {
            var answer = await _host.CallAsync("Kinesis_20131202.GetRecords", new JsonObject { ["ShardIterator"] = iterator, ["Limit"] = limit });
            if (answer["Records"]!.AsArray().Count == 0) return records;
            records.AddRange(answer["Records"]!.AsArray().Select(record => record!));
            iterator = answer["NextShardIterator"]!.GetValue<string>();
        }
    }

    private static JsonObject IteratorRequest(string shard, string type, string? sequence) => new()
    {
        ["StreamName"] = "s",
        ["ShardId"] = shard,
        ["ShardIteratorType"] = type,
        ["StartingSequenceNumber"] = sequence,
    };
}
