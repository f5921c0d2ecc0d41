using MlPlatform.Trust.Bias;
using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class MitigationSearchTests
{
    private static readonly (GroupedLabels Data, double[] Scores) Rows = Samples.Rows(11, 600);

    // Labels hang on a row's worth alone, alike in both groups.
    private static readonly GroupedLabels Inflated = new(
        [.. Enumerable.Range(0, 1200).Select(row => row % 2)], [.. Enumerable.Range(0, 1200).Select(row => Worth(row) > 0.5)], 2);

    private static readonly BiasMetric Parity = BiasMetrics.Find("DPPL")!;

    [Fact]
    public void Figures_WithoutResamples_AreThoseOfTheHeldOutRowsCountedOneByOne()
    {
        var search = new MitigationSearch { Metrics = [Parity, BiasMetrics.Find("DI")!], Splits = 3, Resamples = 0, Seed = 4 };

        var findings = search.Run(Rows.Data, [Cut("as it is", 0.5)], CancellationToken.None);

        double accuracy = 0, parity = 0, impact = 0;
        foreach (var split in SearchSplit.Of(Rows.Data, search.TestShare, 3, 4))
        {
            double Share(int group) => split.Test.Where(row => Rows.Data.Groups[row] == group).Average(row => Rows.Scores[row] > 0.5 ? 1.0 : 0);
            accuracy += split.Test.Average(row => Rows.Scores[row] > 0.5 == Rows.Data.Favorable[row] ? 1.0 : 0) / 3;
            parity += (Share(0) - Share(1)) / 3;
            impact += Share(1) / Share(0) / 3;
        }

        Assert.Equal(accuracy, findings.Unmitigated.Performance!.Value, 12);
        Assert.Equal(parity, findings.Unmitigated.Fairness[0].Value!.Value, 12);
        Assert.Equal(impact, findings.Unmitigated.Fairness[1].Value!.Value, 12);
    }

    [Fact]
    public void Findings_AtOneAndManyThreads_AreTheSame()
    {
        var search = new MitigationSearch { Metrics = [Parity], Seed = 2, Performance = PerformanceMetric.AreaUnderCurve };
        MitigationCandidate[] candidates = [Cut("as it is", 0.5), Cut("shifted", 0.5, 0.1), Chance("by chance", 0.4)];

        var (one, many) = (search.Run(Rows.Data, candidates, CancellationToken.None), (search with { Threads = 4 }).Run(Rows.Data, candidates, CancellationToken.None));

        Assert.Equal(one.Reason, many.Reason);
        Assert.Equal(one.Candidates.Select(candidate => (candidate.Performance, candidate.PerformanceChange)), many.Candidates.Select(candidate => (candidate.Performance, candidate.PerformanceChange)));
        Assert.Equal(one.Candidates.SelectMany(candidate => candidate.Fairness), many.Candidates.SelectMany(candidate => candidate.Fairness));
    }

    [Fact]
    public void Candidate_ThatIsFairerAtNoCost_IsRecommended()
    {
        // Group 1's scores lie a quarter above what they are worth, so taking it off is both fairer and more accurate.
        var findings = new MitigationSearch { Metrics = [Parity] }.Run(Inflated, [InflatedCut("as it is", 0), InflatedCut("corrected", 0.25)], CancellationToken.None);

        Assert.Equal((MitigationVerdict.Helped, "corrected"), (findings.Verdict, findings.Recommended));
        Assert.Equal(["corrected"], findings.Front.Select(candidate => candidate.Name));
        Assert.True(findings.Candidates[1].Fairness[0].IsFairer);
    }

    [Fact]
    public void ConstantAnswers_AreFairAtACostAndTheReasonSaysSo()
    {
        var findings = new MitigationSearch { Metrics = [Parity] }.Run(Inflated, [InflatedCut("as it is", 0), Chance("everybody", 1)], CancellationToken.None);

        Assert.Equal((MitigationVerdict.HelpedAtACost, "everybody"), (findings.Verdict, findings.Recommended));
        Assert.Contains("at a cost: accuracy changes by -", findings.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_WithinChance_DoNotHelp()
    {
        var findings = new MitigationSearch { Metrics = [Parity] }.Run(Inflated, [InflatedCut("as it is", 0.25), InflatedCut("a hair off", 0.249)], CancellationToken.None);

        Assert.Equal((MitigationVerdict.DidNotHelp, "as it is"), (findings.Verdict, findings.Recommended));
        Assert.StartsWith("Mitigation did not help: no candidate is fairer by DPPL than the unmitigated model beyond chance (the nearest, a hair off,", findings.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Limit_TakesTheBestWithinItElseTheFairestAndSaysSo()
    {
        MitigationCandidate[] candidates = [InflatedCut("as it is", 0), InflatedCut("half", 0.12), InflatedCut("whole", 0.25)];
        var search = new MitigationSearch { Metrics = [Parity] };

        Assert.Equal("whole", (search with { DistanceLimit = 0.1 }).Run(Inflated, candidates, CancellationToken.None).Recommended);
        var none = (search with { DistanceLimit = 0.01 }).Run(Inflated, candidates[..2], CancellationToken.None);
        Assert.Contains("No candidate comes within 0.01 of the ideal", none.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidate_ThatFailsOrHasNoMetric_IsReportedAndNeverOnTheFront()
    {
        var findings = new MitigationSearch { Metrics = [BiasMetrics.Find("DI")!] }.Run(
            Rows.Data,
            [Cut("as it is", 0.5), new MitigationCandidate("broken", (_, _) => throw new TrustException("it broke")), Chance("nobody", 0)], CancellationToken.None);

        Assert.Equal("it broke", findings.Candidates[1].Failure);
        Assert.Null(findings.Candidates[2].Fairness[0].Value);
        Assert.StartsWith("DI has no value: the share of favourable ", findings.Candidates[2].WhyIncomplete, StringComparison.Ordinal);
        Assert.Equal(["as it is"], findings.Front.Select(candidate => candidate.Name));
    }

    [Fact]
    public void Splits_GiveEveryGroupAndLabelItsShare()
    {
        foreach (var split in SearchSplit.Of(Rows.Data, 0.3, 4, 9))
        {
            Assert.Equal(Enumerable.Range(0, Rows.Data.Rows), split.Training.Concat(split.Test).Order());
            foreach (var (group, label) in new[] { (0, true), (0, false), (1, true), (1, false) })
            {
                int Count(IEnumerable<int> rows) => rows.Count(row => Rows.Data.Groups[row] == group && Rows.Data.Favorable[row] == label);
                Assert.Equal(Math.Round(0.3 * Count(Enumerable.Range(0, Rows.Data.Rows))), Count(split.Test));
            }
        }
    }

    [Fact]
    public void AreaUnderCurve_IsTheShareOfOrderedPairs()
    {
        var (data, scores) = Samples.Rows(12, 60, weighted: true);
        var held = new HeldOutAnswers(data, new CandidateAnswers(scores), "scores");
        double[] times = [.. Enumerable.Range(0, 60).Select(row => (double)(row % 3))];

        double pairs = 0, right = 0;
        for (var i = 0; i < 60; i++)
        {
            for (var j = 0; j < 60; j++)
            {
                if (!data.Favorable[i] || data.Favorable[j]) continue;
                var weight = data.Weights[i] * times[i] * data.Weights[j] * times[j];
                pairs += weight;
                right += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
            }
        }

        Assert.Equal(right / pairs, held.Values(times, PerformanceMetric.AreaUnderCurve, [])[0].Value!.Value, 12);
    }

    [Fact]
    public void Front_OfPoints_IsThatOfAllPairsCompared() =>
        Assert.Equal([true, false, true, true, false, true], ParetoFront.Of([[0, 5], [1, 5], [1, 4], [3, 1], [3, 2], [3, 1]]));

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Interval_OfTheAccuracyOfACoin_HasTheWidthOfItsStandardErrors(double chance)
    {
        // Expected answers are constants, so accuracy varies only by the labels drawn: p·s + (1 − p)(1 − s) moves by |2s − 1| per label share.
        var findings = new MitigationSearch { Metrics = [Parity], Splits = 1, Resamples = 2000 }.Run(Rows.Data, [Chance("coin", chance)], CancellationToken.None);

        var estimate = findings.Unmitigated.Performance!;
        var split = SearchSplit.Of(Rows.Data, 0.3, 1, 0)[0];
        var share = split.Test.Average(row => Rows.Data.Favorable[row] ? 1.0 : 0);
        var error = Math.Abs(1 - (2 * chance)) * Math.Sqrt(share * (1 - share) / split.Test.Length);
        Assert.InRange(estimate.High - estimate.Low, 2 * 1.96 * error * 0.93, (2 * 1.96 * error * 1.07) + 1e-12);
    }

    private static MitigationCandidate Cut(string name, double cut, double off = 0) => new(
        name, (split, _) => new CandidateAnswers([.. split.Test.Select(row => Rows.Scores[row] - (off * Rows.Data.Groups[row]) > cut ? 1.0 : 0)]));

    private static MitigationCandidate Chance(string name, double chance) => new(name, (split, _) => new CandidateAnswers([.. split.Test.Select(_ => chance)]));

    /// <summary>Scores of group 1 are a quarter above their worth; so much is taken off again.</summary>
    private static MitigationCandidate InflatedCut(string name, double off) => new(
        name, (split, _) => new CandidateAnswers([.. split.Test.Select(row => Worth(row) + ((0.25 - off) * (row % 2)) > 0.5 ? 1.0 : 0)]));

    private static double Worth(int row) => row / 2 * 0.61803398875 % 1;
}
