using System.Text.Json;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>Labels by the id of the request that they belong to, as they are put into S3 once they are known.</summary>
/// <remarks>
/// A line is <c>{"groundTruthData":{"data":"1","encoding":"CSV"},"eventMetadata":{"eventId":"..."},"eventVersion":"0"}</c>; its eventId is the
/// caller's inferenceId where the request had one. A request of several rows has as many lines of data. Of two labels of one request the later counts.
/// </remarks>
public sealed class GroundTruth
{
    private readonly Dictionary<string, IReadOnlyList<string?>> labels = new(StringComparer.Ordinal);

    public int Count => labels.Count;

    /// <summary>Lines that are no labels.</summary>
    public int Malformed { get; private set; }

    /// <summary>Reads every file below a folder, in the order of their names.</summary>
    public static GroundTruth Read(string folder)
    {
        var truth = new GroundTruth();
        foreach (var file in DataFiles.Under(folder))
        {
            foreach (var line in File.ReadLines(file).Where(line => line.Length > 0)) truth.Add(line);
        }

        return truth;
    }

    /// <summary>The labels of a request's rows, or null where they are not known.</summary>
    public IReadOnlyList<string?>? Find(string? key) => key is null ? null : labels.GetValueOrDefault(key);

    private void Add(string line)
    {
        try
        {
            using var record = JsonDocument.Parse(line);
            var id = record.RootElement.GetProperty("eventMetadata").GetProperty("eventId").GetString() ?? throw new FormatException("The eventId is null.");
            labels[id] = [.. Payload.OfCaptured(record.RootElement.GetProperty("groundTruthData")).Select(row => row.Values.Count == 1 ? row.Values[0] : throw new FormatException("A label is one value."))];
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Malformed++;
        }
    }
}
