namespace MlPlatform.Fairness.Domain;

/// <summary>Where one run finds its data and its baseline.</summary>
internal sealed record AnalysisSources
{
    /// <summary>The captured data.</summary>
    public required IReadOnlyList<AnalysisFolder> Captured { get; init; }

    /// <summary>What turned out to be true; empty where the analysis needs no labels.</summary>
    public IReadOnlyList<AnalysisFolder> GroundTruth { get; init; } = [];

    /// <summary>The baseline's statistics.json, or null.</summary>
    public string? StatisticsUri { get; init; }

    /// <summary>The baseline's constraints, or null.</summary>
    public string? ConstraintsUri { get; init; }
}

/// <summary>A prefix in S3 and the path below the input's folder at which its objects belong.</summary>
internal sealed record AnalysisFolder(string S3Uri, string RelativePath);

/// <summary>A run cannot start; the message becomes the execution's FailureReason.</summary>
internal sealed class AnalysisException(string message) : Exception(message);
