namespace MlPlatform.Jobs.Container.Captures;

/// <summary>A row of a request, the row of its answer, and what turned out to be true.</summary>
public sealed record LabelledRow(PayloadRow? Input, PayloadRow Output, string? Label);

/// <summary>Captured requests joined with their labels by inferenceId, or by eventId where the caller gave none.</summary>
/// <param name="Rows">The rows of the requests that have labels.</param>
/// <param name="Unlabelled">How many requests have none (yet).</param>
/// <param name="Malformed">Lines of either side that cannot be read, and requests whose labels are not one per row.</param>
public sealed record LabelledCaptures(IReadOnlyList<LabelledRow> Rows, int Unlabelled, int Malformed)
{
    /// <summary>Joins what the options name and tells the log how much of it found its label.</summary>
    /// <exception cref="CaptureException">There are no labels to join with, or none fits a captured request.</exception>
    public static LabelledCaptures Merge(MonitoringOptions options, TextWriter log)
    {
        if (options.GroundTruthSource is not { } folder) throw new CaptureException("The environment variable ground_truth_source is missing: captured predictions need labels.");
        var merged = Merge(options.DatasetSource, new CaptureReader(options.StartTime, options.EndTime), GroundTruth.Read(folder));
        log.WriteLine($"Joined {merged.Rows.Count} rows with their labels; {merged.Unlabelled} requests have none, {merged.Malformed} records were set aside.");
        return merged.Rows.Count > 0
            ? merged
            : throw new CaptureException($"None of the {merged.Unlabelled} captured requests has a label: no inferenceId or eventId is that of a ground truth record.");
    }

    private static LabelledCaptures Merge(string folder, CaptureReader reader, GroundTruth truth)
    {
        var rows = new List<LabelledRow>();
        int unlabelled = 0, uneven = 0;
        foreach (var captured in DataFiles.Under(folder).SelectMany(reader.Read))
        {
            if (truth.Find(captured.Key) is not { } labels) unlabelled++;
            else if (labels.Count != captured.Outputs.Count) uneven++;
            else rows.AddRange(labels.Select((label, i) => new LabelledRow(i < captured.Inputs.Count ? captured.Inputs[i] : null, captured.Outputs[i], label)));
        }

        return new LabelledCaptures(rows, unlabelled, reader.Malformed + truth.Malformed + uneven);
    }
}
