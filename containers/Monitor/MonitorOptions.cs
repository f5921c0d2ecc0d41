using System.Globalization;
using MlPlatform.Jobs.Container;

namespace MlPlatform.Monitor;

/// <summary>What the job's environment asks for; the names are Model Monitor's.</summary>
internal sealed record MonitorOptions
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

    /// <summary>Only requests at or after it count.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only requests before it count.</summary>
    public DateTimeOffset? EndTime { get; init; }

    public static MonitorOptions From(IReadOnlyDictionary<string, string> environment, ProcessingContainer container)
    {
        string Required(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new MonitorException($"The environment variable {name} is missing.");
        string? Path(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } value ? container.HostPath(value) : null;
        return new MonitorOptions
        {
            DatasetFormat = Required("dataset_format"),
            DatasetSource = container.HostPath(Required("dataset_source")),
            OutputPath = container.HostPath(Required("output_path")),
            BaselineStatistics = Path("baseline_statistics"),
            BaselineConstraints = Path("baseline_constraints"),
            StartTime = Time(environment, "start_time"),
            EndTime = Time(environment, "end_time"),
        };
    }

    private static DateTimeOffset? Time(IReadOnlyDictionary<string, string> environment, string name)
    {
        if (environment.GetValueOrDefault(name) is not { Length: > 0 } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new MonitorException($"The environment variable {name} is no time: {text}.");
    }
}
