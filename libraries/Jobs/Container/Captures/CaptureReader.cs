using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>Reads the JSON lines that an endpoint's data capture writes: one request and its answer per line.</summary>
/// <param name="start">Requests before it are left out.</param>
/// <param name="end">Requests at or after it are left out.</param>
public sealed class CaptureReader(DateTimeOffset? start, DateTimeOffset? end)
{
    /// <summary>Lines that are no capture records: a file that was cut while it was written.</summary>
    public int Malformed { get; private set; }

    /// <summary>The requests of a file in order.</summary>
    public IEnumerable<CapturedEvent> Read(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length > 0 && TryParse(line) is { } captured) yield return captured;
        }
    }

    private CapturedEvent? TryParse(string line)
    {
        try
        {
            using var record = JsonDocument.Parse(line);
            return IsInWindow(record.RootElement) ? Parse(record.RootElement) : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Malformed++;
            return null;
        }
    }

    private bool IsInWindow(JsonElement record)
    {
        if (start is null && end is null) return true;
        var time = DateTimeOffset.Parse(
            record.GetProperty("eventMetadata").GetProperty("inferenceTime").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return (start is null || time >= start) && (end is null || time < end);
    }

    private static CapturedEvent Parse(JsonElement record)
    {
        var data = record.GetProperty("captureData");
        record.TryGetProperty("eventMetadata", out var metadata);
        return new CapturedEvent(Text(metadata, "eventId"), Text(metadata, "inferenceId"), Side(data, "endpointInput"), Side(data, "endpointOutput"));
    }

    private static IReadOnlyList<PayloadRow> Side(JsonElement data, string name) => data.TryGetProperty(name, out var side) ? Payload.OfCaptured(side) : [];

    private static string? Text(JsonElement metadata, string name) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value) ? value.GetString() : null;
}
