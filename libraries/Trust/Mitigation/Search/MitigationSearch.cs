using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>Compares candidates on held-out rows: performance against fairness, with intervals, the Pareto front, and a recommendation.</summary>
/// <remarks>
/// Every candidate learns and answers in the same splits; intervals resample the same held-out rows for all, so changes against the
/// unmitigated model are paired and much surer than the figures themselves. Chances count in expectation. The same seed gives the same findings with any number of threads.
/// </remarks>
public sealed record MitigationSearch
{
    /// <summary>Metrics of predictions, the deciding one first; group 1 is the group in question.</summary>
    public required IReadOnlyList<BiasMetric> Metrics { get; init; }

    public PerformanceMetric Performance { get; init; } = PerformanceMetric.Accuracy;

    public int Splits { get; init; } = 5;

    public double TestShare { get; init; } = 0.3;

    /// <summary>How often the held-out rows of each split are resampled.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>How far from its ideal the first metric may be; null recommends the knee of the front.</summary>
    public double? DistanceLimit { get; init; }

    public ulong Seed { get; init; }

    public int Threads { get; init; } = 1;

    /// <param name="data">Rows of two groups.</param>
    /// <param name="candidates">The first is the unmitigated model. One that fails with a <see cref="TrustException"/> is reported as failed.</param>
    /// <param name="cancellationToken">Checked before every answer and every block of resamples.</param>
    /// <exception cref="TrustException">The unmitigated model has no figures; the message says why.</exception>
    public MitigationFindings Run(GroupedLabels data, IReadOnlyList<MitigationCandidate> candidates, CancellationToken cancellationToken)
    {
        data.RequireTwoGroups("A search");
        if (Metrics.Count == 0 || candidates.Count == 0 || Splits < 1 || Resamples < 0) throw new ArgumentException("A search needs a metric, a candidate and a split.");
        var splits = SearchSplit.Of(data, TestShare, Splits, Seed);
        var heldOut = splits.Select(split => data.Take(split.Test)).ToArray();
        var answers = candidates.Select(candidate => Answers(candidate, splits, heldOut, cancellationToken)).ToArray();
        if (answers[0].Failure is { } failure) throw new TrustException($"{candidates[0].Name} cannot be compared with: {failure}");
        var figures = Figures(heldOut, [.. answers.Select(answer => answer.BySplit)], cancellationToken);
        var findings = candidates.Select((candidate, place) => answers[place].Failure is { } reason
            ? new CandidateFindings(candidate.Name, null, null, [], IsOnFront: false, reason)
            : Finding(candidate.Name, figures, place)).ToArray();
        if (!findings[0].IsComplete) throw new TrustException($"{candidates[0].Name} has no value of a metric on the held-out rows, so nothing can be compared with it.");
        MarkFront(findings);
        return Recommendation.Of(Performance, findings, DistanceLimit);
    }

    private static (HeldOutAnswers[] BySplit, string? Failure) Answers(
        MitigationCandidate candidate, IReadOnlyList<SearchSplit> splits, GroupedLabels[] heldOut, CancellationToken cancellationToken)
    {
        var answers = new HeldOutAnswers[splits.Count];
        try
        {
            foreach (var split in splits)
            {
                cancellationToken.ThrowIfCancellationRequested();
                answers[split.Number] = new HeldOutAnswers(heldOut[split.Number], candidate.Answer(split, cancellationToken), candidate.Name);
            }
        }
        catch (TrustException refusal)
        {
            return ([], refusal.Message);
        }

        return (answers, null);
    }

    /// <summary>By split and sample (the first as it is, the others resampled), by candidate: all values.</summary>
    private MetricOutcome[][][] Figures(GroupedLabels[] heldOut, HeldOutAnswers[][] answers, CancellationToken cancellationToken)
    {
        var samples = Resamples + 1;
        var figures = new MetricOutcome[heldOut.Length * samples][][];
        FixedBlocks.For(figures.Length, 8, Threads, (_, first, end) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = first; i < end; i++)
            {
                var (split, sample) = Math.DivRem(i, samples);
                var multiplicities = Multiplicities(heldOut[split].Rows, sample, (ulong)i);
                figures[i] = [.. answers.Select(bySplit => bySplit.Length == 0 ? [] : bySplit[split].Values(multiplicities, Performance, Metrics))];
            }
        }, cancellationToken);
        return figures;
    }

    private double[] Multiplicities(int rows, int sample, ulong stream)
    {
        var multiplicities = new double[rows];
        if (sample == 0) Array.Fill(multiplicities, 1);
        var random = new SeededRandom(Seed, ~stream);
        for (var draw = 0; draw < rows && sample > 0; draw++) multiplicities[random.NextInt32(rows)]++;
        return multiplicities;
    }

    private CandidateFindings Finding(string name, MetricOutcome[][][] figures, int candidate)
    {
        var fairness = Metrics.Select((metric, place) => new FairnessEstimate(
            metric.Name,
            Over(figures, values => values[candidate][place + 1].Value),
            Over(figures, values => Distance(metric, values[candidate][place + 1].Value)),
            Over(figures, values => Distance(metric, values[candidate][place + 1].Value) - Distance(metric, values[0][place + 1].Value)),
            Reason(figures, values => values[candidate][place + 1]))).ToArray();
        return new CandidateFindings(
            name, Over(figures, values => values[candidate][0].Value), Over(figures, values => values[candidate][0].Value - values[0][0].Value), fairness, IsOnFront: false, Failure: null);
    }

    private Estimate? Over(MetricOutcome[][][] figures, Func<MetricOutcome[][], double?> value)
    {
        var samples = Resamples + 1;
        return Estimate.Of(
            [.. figures.Where((_, i) => i % samples == 0).Select(value)],
            [.. figures.Where((_, i) => i % samples != 0).Select(value)]);
    }

    /// <summary>Why there is no estimate: a split without a value, else resamples without.</summary>
    private string? Reason(MetricOutcome[][][] figures, Func<MetricOutcome[][], MetricOutcome> outcome)
    {
        if (Over(figures, values => outcome(values).Value) is not null) return null;
        var samples = Resamples + 1;
        var ofSplits = figures.Where((_, i) => i % samples == 0).Concat(figures).Select(outcome).First(found => found.Value is null);
        return ofSplits.Reason;
    }

    private static double? Distance(BiasMetric metric, double? value) => value is not { } number ? null
        : metric.Ideal != 1 ? Math.Abs(number - metric.Ideal)
        : number <= 0 ? 1 : 1 - Math.Min(number, 1 / number);

    private static void MarkFront(CandidateFindings[] findings)
    {
        var complete = Enumerable.Range(0, findings.Length).Where(i => findings[i].IsComplete).ToArray();
        var front = ParetoFront.Of([.. complete.Select(i => (double[])[-findings[i].Performance!.Value, .. findings[i].Fairness.Select(metric => metric.Distance!.Value)])]);
        for (var i = 0; i < complete.Length; i++) findings[complete[i]] = findings[complete[i]] with { IsOnFront = front[i] };
    }
}
