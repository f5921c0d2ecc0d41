using System.Text;
using MlPlatform.Clarify.Results;
using MlPlatform.Jobs.Container.Captures;

namespace MlPlatform.Clarify.Monitoring;

/// <summary>Captured requests as a data set: their features and, where bias is watched, the label and the predicted label.</summary>
internal sealed class WatchedDataset
{
    private const string FileName = "dataset.csv";
    private const string PredictedName = "predicted_label";

    private readonly List<string> lines = [];

    private WatchedDataset(IReadOnlyList<string> columns, string? label, string? predictedLabel) => (Columns, Label, PredictedLabel) = (columns, label, predictedLabel);

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The column of labels, or null.</summary>
    public string? Label { get; }

    /// <summary>The column of predicted labels, or null.</summary>
    public string? PredictedLabel { get; }

    /// <summary>Features, labels and predicted labels of rows whose labels are known.</summary>
    public static WatchedDataset WithLabels(IReadOnlyList<LabelledRow> rows, PredictionAttributes attributes, WatchedConfig config)
    {
        attributes.RequirePrediction();
        var complete = rows.Where(row => row.Input is not null && row.Label is not null).ToArray();
        if (complete.Length == 0) throw new ClarifyException("The captured requests hold no features: the endpoint must capture its input.");
        var columns = RequestColumns.Of(config.Headers, config.Label ?? throw new ClarifyException("Bias needs the label column: 'label' is missing."), complete[0].Input!);
        var predictedLabel = columns.Names.Contains(PredictedName, StringComparer.Ordinal) ? $"{PredictedName}_captured" : PredictedName;
        var dataset = new WatchedDataset([.. columns.Names, predictedLabel], columns.Label, predictedLabel);
        var classes = attributes.Inference is null ? LabelText.TwoClasses(complete.Select(row => LabelText.Normal(row.Label!))) : [];
        foreach (var row in complete)
        {
            var predicted = attributes.Inference is null ? classes[IsPositive(row.Output, attributes) ? 1 : 0] : attributes.InferenceOf(row.Output);
            dataset.Add([.. columns.Values(row.Input!, LabelText.Normal(row.Label!)), predicted is null ? null : LabelText.Normal(predicted)]);
        }

        return dataset;
    }

    /// <summary>The features of every request of the window.</summary>
    public static WatchedDataset OfRequests(MonitoringOptions options, WatchedConfig config)
    {
        var reader = new CaptureReader(options.StartTime, options.EndTime);
        var rows = DataFiles.Under(options.DatasetSource).SelectMany(reader.Read).SelectMany(captured => captured.Inputs).ToArray();
        if (rows.Length == 0) throw new ClarifyException("There is no data to analyse: no request of the time window was captured with its features.");
        var columns = RequestColumns.Of(config.Headers, label: null, rows[0]);
        var dataset = new WatchedDataset(columns.Names, null, null);
        foreach (var row in rows) dataset.Add(columns.Values(row, label: null));
        return dataset;
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, FileName), lines.Prepend(Csv.Line(Columns)), new UTF8Encoding(false));
    }

    private void Add(IEnumerable<string?> values) => lines.Add(Csv.Line(values.Select(value => value ?? "")));

    private static bool IsPositive(PayloadRow row, PredictionAttributes attributes)
    {
        var text = attributes.ProbabilityOf(row);
        return Config.Numbers.TryParse(text ?? "", out var probability)
            ? probability >= attributes.ThresholdOrHalf
            : throw new ClarifyException($"The probability '{text}' of a captured answer is no number.");
    }
}
