using System.Text;
using MlPlatform.Aws;
using MlPlatform.Ingestion.Operations.Kinesis;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Tests;

public sealed class PutRecordsReaderTests
{
    [Fact]
    public void Read_MembersInAnyOrderAndEscaped_GivesTheRecords()
    {
        const string body = """
            {"Unknown":{"a":[1]},"Records":[
              {"PartitionKey":"k\u00e9y","Data":"Pz8\/","ExplicitHashKey":"7"},
              {"Data":"","PartitionKey":"b","Other":null}],"StreamName":"s"}
            """;
        using var batch = new RecordBatch(body.Length);
        var (name, arn) = PutRecordsReader.Read(Encoding.UTF8.GetBytes(body), batch);

        Assert.Equal(("s", null), (name, arn));
        Assert.Equal(2, batch.Count);
        Assert.Equal("kéy", Encoding.UTF8.GetString(batch.Bytes(batch[0].Key)));
        Assert.Equal("???", Encoding.UTF8.GetString(batch.Bytes(batch[0].Data)));
        Assert.Equal((UInt128)7, batch[0].ExplicitHashKey);
        Assert.Equal(0, batch[1].Data.Length);
    }

    [Theory]
    [InlineData("{", "SerializationException")]
    [InlineData("[]", "SerializationException")]
    [InlineData("{\"Records\":7}", "SerializationException")]
    [InlineData("{\"Records\":[7]}", "SerializationException")]
    [InlineData("{\"Records\":[{\"Data\":\"!!\",\"PartitionKey\":\"k\"}]}", "SerializationException")]
    [InlineData("{\"Records\":[{\"Data\":5,\"PartitionKey\":\"k\"}]}", "SerializationException")]
    [InlineData("{\"StreamName\":5,\"Records\":[]}", "SerializationException")]
    [InlineData("{\"StreamName\":\"s\"}", "ValidationException")]
    [InlineData("{\"Records\":[]}", "ValidationException")]
    [InlineData("{\"Records\":[{\"Data\":\"\"}]}", "ValidationException")]
    [InlineData("{\"Records\":[{\"PartitionKey\":\"k\"}]}", "ValidationException")]
    [InlineData("{\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"\"}]}", "ValidationException")]
    [InlineData("{\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"k\",\"ExplicitHashKey\":\"-1\"}]}", "InvalidArgumentException")]
    public void Read_BodyThatPutRecordsDoesNotTake_IsRefused(string body, string code)
    {
        using var batch = new RecordBatch(1024);
        var refused = Assert.Throws<AwsException>(() => PutRecordsReader.Read(Encoding.UTF8.GetBytes(body), batch));
        Assert.Equal(code, refused.Code.Name);
    }

    [Fact]
    public void Read_501Records_IsRefused()
    {
        var records = string.Join(',', Enumerable.Repeat("{\"Data\":\"\",\"PartitionKey\":\"k\"}", PutRules.MaximumRecords + 1));
        using var batch = new RecordBatch(100_000);
        var refused = Assert.Throws<AwsException>(() => PutRecordsReader.Read(Encoding.UTF8.GetBytes($"{{\"Records\":[{records}]}}"), batch));
        Assert.Contains("500", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckSizes_RecordOverOneMebibyte_NamesTheRecord()
    {
        using var batch = new RecordBatch(2 * 1024 * 1024);
        batch.Add(new RecordBatch.Entry { Key = batch.Copy("k"u8), Data = batch.Copy("x"u8) });
        batch.Add(new RecordBatch.Entry { Key = batch.Copy("k"u8), Data = batch.Copy(new byte[1024 * 1024]) });
        var refused = Assert.Throws<AwsException>(() => PutRules.CheckSizes(batch));
        Assert.Contains("records.2.member.data", refused.Message, StringComparison.Ordinal);
    }
}
