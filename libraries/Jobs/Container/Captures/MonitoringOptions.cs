using System.Globalization;

namespace MlPlatform.Jobs.Container.Captures;

/// <summary>What the environment of a monitoring job asks for; the names are Model Monitor's but for ground_truth_source.</summary>
public sealed record MonitoringOptions
{
    /// <summary>The JSON of dataset_format: csv, json or sagemakerCaptureJson.</summary>
    public required string DatasetFormat { get; init; }

    /// <summary>The folder of the data.</summary>
    public required string DatasetSource { get; init; }

    /// <summary>The folder of the results.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The baseline's statistics.json, or null where a baseline is to be made.</summary>
    public string? BaselineStatistics { get; init; }

    /// <summary>The baseline's constraints.json, or null.</summary>
    public string? BaselineConstraints { get; init; }

    /// <summary>What is analysed: null for the data; MODEL_QUALITY, MODEL_BIAS or MODEL_EXPLAINABILITY.</summary>
    public string? AnalysisType { get; init; }

    /// <summary>BinaryClassification, MulticlassClassification or Regression; null where the constraints tell.</summary>
    public string? ProblemType { get; init; }

    /// <summary>Where predictions and labels are in a row.</summary>
    public required PredictionAttributes Attributes { get; init; }

    /// <summary>The folder of labels by request, or null where they are a column of the data.</summary>
    public string? GroundTruthSource { get; init; }

    /// <summary>Only requests at or after it count.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only requests before it count.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <exception cref="CaptureException">A variable is missing or is not what it should be.</exception>
    public static MonitoringOptions From(IReadOnlyDictionary<string, string> environment, ProcessingContainer container)
    {
        string Required(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new CaptureException($"The environment variable {name} is missing.");
        string? Optional(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        string? Path(string name) => Optional(name) is { } value ? container.HostPath(value) : null;
        return new MonitoringOptions
        {
            DatasetFormat = Required("dataset_format"),
            DatasetSource = container.HostPath(Required("dataset_source")),
            OutputPath = container.HostPath(Required("output_path")),
            BaselineStatistics = Path("baseline_statistics"),
            BaselineConstraints = Path("baseline_constraints"),
            AnalysisType = Optional("analysis_type"),
            ProblemType = Optional("problem_type"),
            Attributes = new PredictionAttributes(
                Optional("inference_attribute"), Optional("probability_attribute"), Number(environment, "probability_threshold_attribute"), Optional("ground_truth_attribute")),
            GroundTruthSource = Path("ground_truth_source"),
            StartTime = Time(environment, "start_time"),
            EndTime = Time(environment, "end_time"),
        };
    }

    /// <summary>A file of the baseline.</summary>
    public static byte[] ReadBaseline(string path)
    {
        if (File.Exists(path)) return File.ReadAllBytes(path);
        throw new CaptureException($"The baseline file {System.IO.Path.GetFileName(path)} is not there.");
    }

    private static double? Number(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (environment.GetValueOrDefault(name) is not { Length: > 0 } text) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new CaptureException($"The environment variable {name} is no number: {text}.");
    }

    private static DateTimeOffset? Time(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (environment.GetValueOrDefault(name) is not { Length: > 0 } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new CaptureException($"The environment variable {name} is no time: {text}.");
    }
}
