using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Monitor.Sources;

namespace MlPlatform.Monitor.Quality;

/// <summary>Reads predictions and labels: columns of a data set, or captured answers joined with labels that came later.</summary>
internal static class PredictionReader
{
    /// <exception cref="CaptureException">An attribute is nowhere, or no captured request has a label.</exception>
    /// <exception cref="MonitorException">No row has both a prediction and a label.</exception>
    public static Predictions Read(MonitoringOptions options, TextWriter log)
    {
        options.Attributes.RequirePrediction();
        var rows = DatasetFormat.Parse(options.DatasetFormat) is DatasetFormat.Capture ? LabelledCaptures.Merge(options, log).Rows : Columns(options);
        var predictions = Of(rows, options.Attributes);
        log.WriteLine($"Read {predictions.Count} predictions with their labels; {rows.Count - predictions.Count} rows lack a value.");
        return predictions.Count > 0 ? predictions : throw new MonitorException("There is no data to analyse: no row has both a prediction and a label.");
    }

    private static LabelledRow[] Columns(MonitoringOptions options)
    {
        var data = ObservedDataReader.Read(options, baselineNames: null);
        var names = data.Columns.Select(column => column.Name).ToArray();
        return [.. Enumerable.Range(0, data.Rows).Select(row =>
        {
            var values = new PayloadRow(names, [.. data.Columns.Select(column => column.Values[row])]);
            return new LabelledRow(null, values, options.Attributes.LabelOf(values));
        })];
    }

    private static Predictions Of(IReadOnlyList<LabelledRow> rows, PredictionAttributes attributes)
    {
        List<string> labels = [], inferences = [], probabilities = [];
        foreach (var row in rows)
        {
            var (inference, probability) = (attributes.InferenceOf(row.Output), attributes.ProbabilityOf(row.Output));
            var isComplete = row.Label is not null && inference is null == attributes.Inference is null && probability is null == attributes.Probability is null;
            if (!isComplete) continue;
            labels.Add(row.Label!);
            if (inference is not null) inferences.Add(inference);
            if (probability is not null) probabilities.Add(probability);
        }

        return new Predictions(labels, attributes.Inference is null ? null : inferences, attributes.Probability is null ? null : probabilities);
    }
}
