using MlPlatform.Tables.Profiles;

namespace MlPlatform.Tables.Statistics;

/// <summary>Turns the profiles of a table into the statistics that monitors compare with.</summary>
public static class StatisticsBuilder
{
    private const int BucketCount = 10;

    public static DatasetStatistics Build(Table table) => Build(TableProfiler.Profile(table), table.RowCount);

    public static DatasetStatistics Build(IReadOnlyList<ColumnProfile> profiles, long rows) => new()
    {
        Dataset = new DatasetInfo { ItemCount = rows },
        Features = [.. profiles.Select(Feature)],
    };

    private static FeatureStatistics Feature(ColumnProfile profile) => profile switch
    {
        NumberProfile numbers => new FeatureStatistics
        {
            Name = profile.Name,
            InferredType = numbers.Present == 0 ? InferredTypes.Unknown : numbers.IsIntegral ? InferredTypes.Integral : InferredTypes.Fractional,
            NumericalStatistics = Numbers(numbers),
        },
        CategoryProfile texts => Texts(profile, texts.Values),
        _ => Texts(profile, profile.Distinct > profile.Top.Count || profile.TopError > 0 ? null : profile.Top),
    };

    /// <param name="profile">The column.</param>
    /// <param name="values">All its values, or null where there are too many to list.</param>
    private static FeatureStatistics Texts(ColumnProfile profile, IReadOnlyList<ValueCount>? values) => new()
    {
        Name = profile.Name,
        InferredType = profile.Present == 0 ? InferredTypes.Unknown : InferredTypes.String,
        StringStatistics = new StringStatistics
        {
            Common = Common(profile),
            DistinctCount = profile.Distinct,
            Distribution = values is null ? null : new StringDistribution
            {
                Categorical = new CategoricalDistribution { Buckets = [.. values.Select(value => new CategoricalBucket { Value = value.Value, Count = value.Count })] },
            },
        },
    };

    private static NumericalStatistics Numbers(NumberProfile profile) => profile.Present == 0
        ? new NumericalStatistics { Common = Common(profile) }
        : new NumericalStatistics
        {
            Common = Common(profile),
            Mean = profile.Mean,
            Sum = profile.Sum,
            StdDev = profile.StandardDeviation,
            Min = profile.Minimum,
            Max = profile.Maximum,
            Distribution = new NumericalDistribution
            {
                Kll = new KllDistribution
                {
                    Buckets = EqualWidths(profile),
                    Sketch = new KllSketch { Parameters = new KllParameters { C = QuantileSketch.Shrink, K = QuantileSketch.DefaultSize }, Data = profile.Sketch.Levels },
                },
            },
        };

    private static NumericalBucket[] EqualWidths(NumberProfile profile)
    {
        var width = (profile.Maximum - profile.Minimum) / BucketCount;
        if (!(width > 0)) return [new NumericalBucket { LowerBound = profile.Minimum, UpperBound = profile.Maximum, Count = profile.Present }];
        var bounds = Enumerable.Range(0, BucketCount).Select(i => profile.Minimum + (i * width)).Append(profile.Maximum).ToArray();
        var below = Enumerable.Range(0, BucketCount + 1)
            .Select(i => i == 0 ? 0 : i == BucketCount ? profile.Present : profile.Sketch.CountBelow(bounds[i])).ToArray();
        return [.. Enumerable.Range(0, BucketCount).Select(i => new NumericalBucket { LowerBound = bounds[i], UpperBound = bounds[i + 1], Count = below[i + 1] - below[i] })];
    }

    private static CommonStatistics Common(ColumnProfile profile) => new() { NumPresent = profile.Present, NumMissing = profile.Missing };
}
