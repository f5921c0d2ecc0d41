using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Monitor.Sources;

namespace MlPlatform.Monitor.Quality;

/// <summary>Reads predictions and labels: columns of a data set, or captured answers joined with labels that came later.</summary>
internal static class PredictionReader
{
    /// <exception cref="MonitorException">An attribute is nowhere, or no row has both a prediction and a label.</exception>
    public static Predictions Read(MonitorOptions options, TextWriter log)
    {
        var rows = DatasetFormat.Parse(options.DatasetFormat) is DatasetFormat.Capture ? Captured(options, log) : Columns(options);
        var predictions = Of(rows, options.Attributes);
        log.WriteLine($"Read {predictions.Count} predictions with their labels; {rows.Count - predictions.Count} rows lack a value.");
        return predictions.Count > 0 ? predictions : throw new MonitorException("There is no data to analyse: no row has both a prediction and a label.");
    }

    private static IReadOnlyList<LabelledRow> Captured(MonitorOptions options, TextWriter log)
    {
        if (options.GroundTruthSource is not { } folder) throw new MonitorException("The environment variable ground_truth_source is missing: captured predictions need labels.");
        var merged = LabelledCaptures.Merge(options.DatasetSource, new CaptureReader(options.StartTime, options.EndTime), GroundTruth.Read(folder));
        log.WriteLine($"Joined {merged.Rows.Count} rows with their labels; {merged.Unlabelled} requests have none, {merged.Malformed} records were set aside.");
        return merged.Rows.Count > 0
            ? merged.Rows
            : throw new MonitorException($"None of the {merged.Unlabelled} captured requests has a label: no inferenceId or eventId is that of a ground truth record.");
    }

    private static LabelledRow[] Columns(MonitorOptions options)
    {
        var data = ObservedDataReader.Read(options, baselineNames: null);
        var names = data.Columns.Select(column => column.Name).ToArray();
        var label = options.Attributes.GroundTruth ?? throw new MonitorException("The environment variable ground_truth_attribute is missing: it names the column of labels.");
        return [.. Enumerable.Range(0, data.Rows).Select(row =>
        {
            var values = new PayloadRow(names, [.. data.Columns.Select(column => column.Values[row])]);
            return new LabelledRow(null, values, values.Values[Find(values, label, "ground_truth_attribute")]);
        })];
    }

    private static Predictions Of(IReadOnlyList<LabelledRow> rows, PredictionAttributes attributes)
    {
        if (attributes is { Inference: null, Probability: null })
        {
            throw new MonitorException("Neither inference_attribute nor probability_attribute says where predictions are.");
        }

        List<string> labels = [], inferences = [], probabilities = [];
        foreach (var row in rows)
        {
            var inference = Value(row.Output, attributes.Inference, "inference_attribute");
            var probability = Value(row.Output, attributes.Probability, "probability_attribute");
            if (row.Label is not { } label || (attributes.Inference is not null && inference is null) || (attributes.Probability is not null && probability is null)) continue;
            labels.Add(label);
            if (inference is not null) inferences.Add(inference);
            if (probability is not null) probabilities.Add(probability);
        }

        return new Predictions(labels, attributes.Inference is null ? null : inferences, attributes.Probability is null ? null : probabilities);
    }

    private static string? Value(PayloadRow row, string? attribute, string variable) => attribute is null ? null : row.Values[Find(row, attribute, variable)];

    private static int Find(PayloadRow row, string attribute, string variable) => row.Find(attribute) is var position and >= 0
        ? position
        : throw new MonitorException(
            $"The {variable} '{attribute}' is not in the data: a row has {(row.Names is { } names ? string.Join(", ", names) : $"{row.Values.Count} values without names")}.");
}
