using System.Text.Json;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>How the data under analysis is written.</summary>
public abstract record DatasetFormat
{
    /// <summary>CSV files, with or without a line of names.</summary>
    public sealed record Csv(bool HasHeader) : DatasetFormat;

    /// <summary>Files of JSON objects, one per line.</summary>
    public sealed record JsonLines : DatasetFormat;

    /// <summary>Requests and answers as an endpoint captured them.</summary>
    public sealed record Capture(bool Inputs, bool Outputs) : DatasetFormat;

    /// <summary>Reads the JSON of the variable dataset_format.</summary>
    /// <exception cref="CaptureException">It names no format that is known.</exception>
    public static DatasetFormat Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.TryGetProperty("csv", out var csv)) return new Csv(!csv.TryGetProperty("header", out var header) || header.GetBoolean());
            if (root.TryGetProperty("json", out _)) return new JsonLines();
            if (root.TryGetProperty("sagemakerCaptureJson", out var capture)) return OfCapture(capture);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new CaptureException($"dataset_format is not valid: {fault.Message}", fault);
        }

        throw new CaptureException($"dataset_format is none of csv, json, sagemakerCaptureJson: {json}");
    }

    private static Capture OfCapture(JsonElement capture)
    {
        if (!capture.TryGetProperty("captureIndexNames", out var names)) return new Capture(true, true);
        var wanted = names.EnumerateArray().Select(name => name.GetString()).ToArray();
        return new Capture(wanted.Contains("endpointInput"), wanted.Contains("endpointOutput"));
    }
}
