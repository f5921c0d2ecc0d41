using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Search;

namespace MlPlatform.Tuning.Domain;

/// <summary>What a tuning job tries next, by its strategy, ranges and seed.</summary>
internal sealed class SearchPlan
{
    private const string Random = "Random";
    private const string Grid = "Grid";

    private readonly SearchSpace space;
    private readonly ISampler sampler;
    private readonly int limit;

    /// <exception cref="SearchException">The ranges cannot be searched.</exception>
    private SearchPlan(HyperParameterTuningJobConfig config, ParameterRanges ranges, string arn)
    {
        space = new SearchSpace(RangesOf(ranges));
        sampler = config.Strategy == Grid ? new GridSampler() : new RandomSampler(SeedOf(config, arn));
        limit = config.ResourceLimits.MaxNumberOfTrainingJobs ?? int.MaxValue;
    }

    public static bool Supports(string strategy) => strategy is Random or Grid;

    public static SearchPlan Of(TuningJob job) => new(job.Request.HyperParameterTuningJobConfig, job.Ranges, job.Arn);

    /// <summary>The parameters of a numbered training job, or null when there are no more.</summary>
    public IReadOnlyDictionary<string, string>? Next(int number) => number < limit ? sampler.Suggest(space, number, []) : null;

    private static IEnumerable<ParameterRange> RangesOf(ParameterRanges ranges) =>
    [
        .. (ranges.IntegerParameterRanges ?? []).Select(range => new IntegerRange(range.Name, Integer(range, range.MinValue), Integer(range, range.MaxValue), ScalingOf(range))),
        .. (ranges.ContinuousParameterRanges ?? []).Select(range => new ContinuousRange(range.Name, Number(range, range.MinValue), Number(range, range.MaxValue), ScalingOf(range))),
        .. (ranges.CategoricalParameterRanges ?? []).Select(range => new CategoricalRange(range.Name, range.Values)),
    ];

    private static long Integer(NumericParameterRange range, string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SearchException($"The bound '{text}' of the range '{range.Name}' is no integer.");

    private static double Number(NumericParameterRange range, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SearchException($"The bound '{text}' of the range '{range.Name}' is no number.");

    private static Scaling ScalingOf(NumericParameterRange range) => range.ScalingType is null ? Scaling.Auto : Enum.Parse<Scaling>(range.ScalingType);

    // Without a seed in the request the job's name gives one, so that a restart goes on with the same choices.
    private static ulong SeedOf(HyperParameterTuningJobConfig config, string arn) =>
        (ulong?)config.RandomSeed ?? BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(arn)));
}
