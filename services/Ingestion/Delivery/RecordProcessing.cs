using System.Text;
using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>What is done to a record on its way: taken apart, and ended with a delimiter.</summary>
internal sealed class RecordProcessing
{
    private byte[] _appended = [];
    private byte[]? _separator;
    private bool _separatesJson;

    /// <exception cref="AwsException">A processor is not one of those done here.</exception>
    public static RecordProcessing Of(ProcessingConfiguration? configuration)
    {
        var processing = new RecordProcessing();
        if (configuration?.Enabled != true) return processing;
        foreach (var processor in configuration.Processors ?? [])
        {
            switch (processor.Type)
            {
                case "AppendDelimiterToRecord":
                    processing._appended = Encoding.UTF8.GetBytes(Unescaped(Parameter(processor, "Delimiter") ?? "\\n"));
                    break;
                case "RecordDeAggregation":
                    processing.SetDeAggregation(processor);
                    break;
                default:
                    throw Invalid($"The processor {processor.Type} is not implemented here.");
            }
        }

        return processing;
    }

    /// <summary>Writes what becomes of a record; says what is wrong with one that cannot be processed, and then writes nothing.</summary>
    public string? Write(ReadOnlySpan<byte> record, Stream output)
    {
        if (_separatesJson) return WriteJson(record, output);
        if (_separator is null)
        {
            WriteOne(record, output);
            return null;
        }

        while (record.Length > 0)
        {
            var end = record.IndexOf(_separator);
            WriteOne(end < 0 ? record : record[..end], output);
            record = end < 0 ? [] : record[(end + _separator.Length)..];
        }

        return null;
    }

    private string? WriteJson(ReadOnlySpan<byte> record, Stream output)
    {
        var values = new List<Range>();
        try
        {
            var json = new Utf8JsonReader(record, new JsonReaderOptions { AllowMultipleValues = true });
            while (json.Read())
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                values.Add(start..(int)json.BytesConsumed);
            }
        }
        catch (JsonException exception)
        {
            return $"The record is not JSON: {exception.Message}";
        }

        foreach (var value in values) WriteOne(record[value], output);
        return null;
    }

    private void WriteOne(ReadOnlySpan<byte> record, Stream output)
    {
        output.Write(record);
        output.Write(_appended);
    }

    private void SetDeAggregation(Processor processor)
    {
        switch (Parameter(processor, "SubRecordType"))
        {
            case "JSON":
                _separatesJson = true;
                break;
            case "DELIMITED":
                var delimiter = Parameter(processor, "Delimiter") ?? "";
                var bytes = new byte[delimiter.Length];
                if (!Convert.TryFromBase64String(delimiter, bytes, out var length) || length == 0) throw Invalid("Delimiter of RecordDeAggregation must be base64.");
                _separator = bytes[..length];
                break;
            default:
                throw Invalid("SubRecordType of RecordDeAggregation must be JSON or DELIMITED.");
        }
    }

    private static string? Parameter(Processor processor, string name) =>
        processor.Parameters?.FirstOrDefault(parameter => parameter.ParameterName == name)?.ParameterValue;

    private static string Unescaped(string text) =>
        text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal);

    private static AwsException Invalid(string message) => new(AwsErrorCode.InvalidArgument, message);
}
