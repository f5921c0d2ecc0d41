using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Tables.Statistics;

/// <summary>statistics.json as SageMaker Model Monitor defines it: what a data set looked like, column by column.</summary>
public sealed record DatasetStatistics
{
    public const string FileName = "statistics.json";

    public double Version { get; init; }

    public DatasetInfo Dataset { get; init; } = new();

    public IReadOnlyList<FeatureStatistics> Features { get; init; } = [];

    /// <exception cref="TableFormatException">The text is not of this shape.</exception>
    public static DatasetStatistics Parse(ReadOnlySpan<byte> utf8Json) => StatisticsJson.Parse(utf8Json, StatisticsJson.Default.DatasetStatistics, FileName);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StatisticsJson.Default.DatasetStatistics);
}

public sealed record DatasetInfo
{
    public long ItemCount { get; init; }
}

/// <summary>One column: numbers or texts.</summary>
public sealed record FeatureStatistics
{
    public string Name { get; init; } = "";

    /// <summary>One of <see cref="InferredTypes"/>.</summary>
    public string InferredType { get; init; } = InferredTypes.Unknown;

    public NumericalStatistics? NumericalStatistics { get; init; }

    public StringStatistics? StringStatistics { get; init; }

    [JsonIgnore] public CommonStatistics? Common => NumericalStatistics?.Common ?? StringStatistics?.Common;
}

/// <summary>The types that Model Monitor tells apart.</summary>
public static class InferredTypes
{
    public const string Integral = "Integral";
    public const string Fractional = "Fractional";
    public const string String = "String";
    public const string Unknown = "Unknown";
}

public sealed record CommonStatistics
{
    public long NumPresent { get; init; }

    public long NumMissing { get; init; }
}

/// <summary>Moments, range and distribution of numbers; a member without a value is left out.</summary>
public sealed record NumericalStatistics
{
    public CommonStatistics Common { get; init; } = new();

    public double? Mean { get; init; }

    public double? Sum { get; init; }

    public double? StdDev { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public NumericalDistribution? Distribution { get; init; }
}

public sealed record NumericalDistribution
{
    public KllDistribution Kll { get; init; } = new();
}

/// <summary>Buckets of equal width, and the sketch they were cut from: level h of its data stands for 2^h values per item.</summary>
public sealed record KllDistribution
{
    public IReadOnlyList<NumericalBucket> Buckets { get; init; } = [];

    public KllSketch? Sketch { get; init; }
}

public sealed record NumericalBucket
{
    public double LowerBound { get; init; }

    public double UpperBound { get; init; }

    public double Count { get; init; }
}

public sealed record KllSketch
{
    public KllParameters Parameters { get; init; } = new();

    public IReadOnlyList<IReadOnlyList<double>> Data { get; init; } = [];
}

public sealed record KllParameters
{
    public double C { get; init; }

    public double K { get; init; }
}

public sealed record StringStatistics
{
    public CommonStatistics Common { get; init; } = new();

    public double DistinctCount { get; init; }

    public StringDistribution? Distribution { get; init; }
}

public sealed record StringDistribution
{
    public CategoricalDistribution Categorical { get; init; } = new();
}

public sealed record CategoricalDistribution
{
    public IReadOnlyList<CategoricalBucket> Buckets { get; init; } = [];
}

public sealed record CategoricalBucket
{
    public string Value { get; init; } = "";

    public long Count { get; init; }
}
