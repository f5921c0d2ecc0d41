using System.Text.Json;

namespace MlPlatform.Tables.Statistics;

/// <summary>constraints.json as SageMaker Model Monitor defines it: what later data must keep to, for a person to edit.</summary>
public sealed record DatasetConstraints
{
    public const string FileName = "constraints.json";

    public double Version { get; init; }

    public IReadOnlyList<FeatureConstraints> Features { get; init; } = [];

    public MonitoringConfig MonitoringConfig { get; init; } = new();

    /// <exception cref="TableFormatException">The text is not of this shape.</exception>
    public static DatasetConstraints Parse(ReadOnlySpan<byte> utf8Json) => StatisticsJson.Parse(utf8Json, StatisticsJson.Default.DatasetConstraints, FileName);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StatisticsJson.Default.DatasetConstraints);

    /// <summary>The constraints that a data set itself keeps to.</summary>
    public static DatasetConstraints SuggestFrom(DatasetStatistics statistics) => new() { Features = [.. statistics.Features.Select(FeatureConstraints.SuggestFrom)] };
}

public sealed record FeatureConstraints
{
    /// <summary>Texts of a column with more distinct ones than this are no closed set.</summary>
    private const int LargestDomain = 50;

    public string Name { get; init; } = "";

    public string InferredType { get; init; } = InferredTypes.Unknown;

    /// <summary>The least share of rows that must have a value.</summary>
    public double Completeness { get; init; }

    public NumberConstraints? NumConstraints { get; init; }

    public StringConstraints? StringConstraints { get; init; }

    internal static FeatureConstraints SuggestFrom(FeatureStatistics feature)
    {
        var common = feature.Common ?? new CommonStatistics();
        var rows = common.NumPresent + common.NumMissing;
        var values = feature.StringStatistics?.Distribution?.Categorical.Buckets;
        return new FeatureConstraints
        {
            Name = feature.Name,
            InferredType = feature.InferredType,
            Completeness = rows == 0 ? 0 : (double)common.NumPresent / rows,
            NumConstraints = feature.NumericalStatistics is { } numbers ? new NumberConstraints { IsNonNegative = numbers.Min >= 0 } : null,
            StringConstraints = values is { Count: > 0 and <= LargestDomain } ? new StringConstraints { Domains = [.. values.Select(value => value.Value)] } : null,
        };
    }
}

public sealed record NumberConstraints
{
    public bool IsNonNegative { get; init; }
}

public sealed record StringConstraints
{
    public IReadOnlyList<string> Domains { get; init; } = [];
}

/// <summary>Which checks run, and how strictly.</summary>
public sealed record MonitoringConfig
{
    public string EvaluateConstraints { get; init; } = "Enabled";

    public string EmitMetrics { get; init; } = "Enabled";

    /// <summary>The least share of values that must have the column's type.</summary>
    public double DatatypeCheckThreshold { get; init; } = 1;

    /// <summary>The least share of texts that must be of the column's domain.</summary>
    public double DomainContentThreshold { get; init; } = 1;

    public DistributionConstraints DistributionConstraints { get; init; } = new();
}

/// <summary>How distributions are compared with the baseline's.</summary>
public sealed record DistributionConstraints
{
    public string PerformComparison { get; init; } = "Enabled";

    /// <summary>The largest distance that is no drift.</summary>
    public double ComparisonThreshold { get; init; } = 0.1;

    /// <summary>Robust takes off what chance explains at these sample sizes; Simple does not.</summary>
    public string ComparisonMethod { get; init; } = "Robust";

    public double CategoricalComparisonThreshold { get; init; } = 0.1;

    /// <summary>LInfinity or ChiSquared.</summary>
    public string CategoricalDriftMethod { get; init; } = "LInfinity";
}
