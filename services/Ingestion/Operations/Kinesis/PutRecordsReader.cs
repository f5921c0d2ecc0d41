using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Ingestion.Streams;

namespace MlPlatform.Ingestion.Operations.Kinesis;

/// <summary>Reads the body of PutRecords straight into a batch: no object for a record, no string for a key.</summary>
internal static class PutRecordsReader
{
    /// <summary>The stream's name and ARN as the body has them; the records go into the batch.</summary>
    /// <exception cref="AwsException">The body is not what PutRecords takes.</exception>
    public static (string? StreamName, string? StreamArn) Read(ReadOnlySpan<byte> body, RecordBatch batch)
    {
        try
        {
            return ReadBody(body, batch);
        }
        catch (JsonException exception)
        {
            throw new AwsException(AwsErrorCode.Serialization, $"The request body is not valid JSON: {exception.Message}", exception);
        }
    }

    private static (string? StreamName, string? StreamArn) ReadBody(ReadOnlySpan<byte> body, RecordBatch batch)
    {
        var json = new Utf8JsonReader(body);
        string? name = null, arn = null;
        var hasRecords = false;
        Expect(ref json, JsonTokenType.StartObject, "the body");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("Records"u8)) (hasRecords, _) = (true, ReadRecords(ref json, batch));
            else if (json.ValueTextEquals("StreamName"u8)) name = ReadText(ref json, "StreamName");
            else if (json.ValueTextEquals("StreamARN"u8)) arn = ReadText(ref json, "StreamARN");
            else json.Skip();
        }

        if (!hasRecords || batch.Count == 0) throw Constraint("null", "records", hasRecords ? "Member must have length greater than or equal to 1" : "Member must not be null");
        return (name, arn);
    }

    private static int ReadRecords(ref Utf8JsonReader json, RecordBatch batch)
    {
        Expect(ref json, JsonTokenType.StartArray, "Records");
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject) throw Mistyped("Records");
            if (batch.Count == PutRules.MaximumRecords) throw Constraint("[...]", "records", $"Member must have length less than or equal to {PutRules.MaximumRecords}");
            ReadRecord(ref json, batch);
        }

        return batch.Count;
    }

    private static void ReadRecord(ref Utf8JsonReader json, RecordBatch batch)
    {
        var entry = new RecordBatch.Entry { Key = (0, -1), Data = (0, -1) };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("Data"u8)) entry.Data = ReadData(ref json, batch);
            else if (json.ValueTextEquals("PartitionKey"u8)) entry.Key = ReadKey(ref json, batch);
            else if (json.ValueTextEquals("ExplicitHashKey"u8)) entry.ExplicitHashKey = ReadHashKey(ref json);
            else json.Skip();
        }

        var path = $"records.{batch.Count + 1}.member";
        if (entry.Data.Length < 0) throw Constraint("null", path + ".data", "Member must not be null");
        if (entry.Key.Length < 0) throw Constraint("null", path + ".partitionKey", "Member must not be null");
        batch.Add(entry);
    }

    private static (int Start, int Length) ReadData(ref Utf8JsonReader json, RecordBatch batch)
    {
        Expect(ref json, JsonTokenType.String, "Data");
        var free = batch.Free;
        if (json.ValueIsEscaped)
        {
            // Some encoders write \/ for the slash of base64.
            var length = json.CopyString(free);
            if (Base64.DecodeFromUtf8InPlace(free[..length], out var decoded) == OperationStatus.Done) return batch.Claim(decoded);
        }
        else if (Base64.DecodeFromUtf8(json.ValueSpan, free, out _, out var written) == OperationStatus.Done)
        {
            return batch.Claim(written);
        }

        throw Mistyped("Data");
    }

    private static (int Start, int Length) ReadKey(ref Utf8JsonReader json, RecordBatch batch)
    {
        Expect(ref json, JsonTokenType.String, "PartitionKey");
        try
        {
            var length = json.CopyString(batch.Free);
            var characters = Encoding.UTF8.GetCharCount(batch.Free[..length]);
            if (characters is > 0 and <= PutRules.MaximumKeyCharacters) return batch.Claim(length);
        }
        catch (InvalidOperationException exception)
        {
            throw new AwsException(AwsErrorCode.Serialization, "A PartitionKey is not valid UTF-8.", exception);
        }

        throw Constraint("[...]", "partitionKey", $"Member must have length between 1 and {PutRules.MaximumKeyCharacters}");
    }

    private static UInt128? ReadHashKey(ref Utf8JsonReader json)
    {
        if (!json.Read()) throw Mistyped("ExplicitHashKey");
        if (json.TokenType == JsonTokenType.Null) return null;
        if (json.TokenType != JsonTokenType.String) throw Mistyped("ExplicitHashKey");
        return HashKey.TryParse(json.ValueSpan, out var key) ? key : throw PutRules.InvalidHashKey(Encoding.UTF8.GetString(json.ValueSpan));
    }

    private static string? ReadText(ref Utf8JsonReader json, string member)
    {
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Null => null,
            _ => throw Mistyped(member),
        };
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type, string member)
    {
        if (!json.Read() || json.TokenType != type) throw Mistyped(member);
    }

    private static AwsException Mistyped(string member) =>
        new(AwsErrorCode.Serialization, $"The member at $.{member} cannot be read as its type.");

    private static AwsException Constraint(string value, string member, string constraint) =>
        AwsException.Validation($"1 validation error detected: Value {value} at '{member}' failed to satisfy constraint: {constraint}");
}
