namespace MlPlatform.Fairness.Domain;

/// <summary>Where one run finds its data and its baseline.</summary>
/// <param name="Folders">Addresses of the data, each with the path below the input's folder at which it belongs.</param>
/// <param name="StatisticsUri">The baseline's statistics.json, or null.</param>
/// <param name="ConstraintsUri">The baseline's constraints.json, or null.</param>
internal sealed record AnalysisSources(IReadOnlyList<AnalysisFolder> Folders, string? StatisticsUri, string? ConstraintsUri);

/// <summary>A prefix in S3 and where its objects belong.</summary>
internal sealed record AnalysisFolder(string S3Uri, string RelativePath);

/// <summary>A run cannot start; the message becomes the execution's FailureReason.</summary>
internal sealed class AnalysisException(string message) : Exception(message);
