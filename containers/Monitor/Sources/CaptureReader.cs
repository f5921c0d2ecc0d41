using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MlPlatform.Monitor.Sources;

/// <summary>Reads the JSON lines that an endpoint's data capture writes: one request and its answer per line.</summary>
/// <param name="format">Which side is wanted.</param>
/// <param name="start">Requests before it are left out.</param>
/// <param name="end">Requests at or after it are left out.</param>
internal sealed class CaptureReader(DatasetFormat.Capture format, DateTimeOffset? start, DateTimeOffset? end)
{
    /// <summary>Lines that are no capture records: a file that was cut while it was written.</summary>
    public int Malformed { get; private set; }

    /// <summary>Adds the rows of a file.</summary>
    public void Read(string file, CapturedRows rows)
    {
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0) continue;
            try
            {
                using var record = JsonDocument.Parse(line);
                if (IsInWindow(record.RootElement)) Add(record.RootElement.GetProperty("captureData"), rows);
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                Malformed++;
            }
        }
    }

    private bool IsInWindow(JsonElement record)
    {
        if (start is null && end is null) return true;
        var time = DateTimeOffset.Parse(
            record.GetProperty("eventMetadata").GetProperty("inferenceTime").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return (start is null || time >= start) && (end is null || time < end);
    }

    private void Add(JsonElement data, CapturedRows rows)
    {
        var inputs = format.Inputs ? Side(data, "endpointInput") : [];
        var outputs = format.Outputs ? Side(data, "endpointOutput") : [];
        var count = Math.Max(inputs.Count, outputs.Count);
        for (var i = 0; i < count; i++) rows.Add(i < inputs.Count ? inputs[i] : null, i < outputs.Count ? outputs[i] : null);
    }

    private static IReadOnlyList<PayloadRow> Side(JsonElement data, string name)
    {
        if (!data.TryGetProperty(name, out var side)) return [];
        var text = side.GetProperty("data").GetString() ?? "";
        return side.GetProperty("encoding").GetString() switch
        {
            "CSV" => Payload.OfCsv(text),
            "JSON" => Payload.OfJson(text),
            "BASE64" => Payload.OfUnknown(Encoding.UTF8.GetString(Convert.FromBase64String(text))),
            var other => throw new FormatException($"The encoding {other} is not known."),
        };
    }
}
