using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class ExponentiatedGradientTests
{
    private const double Near = 1e-9;

    public static TheoryData<ParityConstraint, double> Constraints
    {
        get
        {
            var constraints = new TheoryData<ParityConstraint, double>();
            foreach (var constraint in Enum.GetValues<ParityConstraint>())
            {
                constraints.Add(constraint, 1);
                constraints.Add(constraint, 0.8);
            }

            return constraints;
        }
    }

    [Fact]
    public void Multipliers_OfATinyProblem_AreThoseWorkedByHand()
    {
        // Group 0 all favourable, group 1 all not. The truth: error 0, |γ| = 1/2; a constant: error 1/2, γ = 0. With bound 0.1 the mix has
        // a share 0.2 of truth: error 0.4; each unit of bound is worth (1/2) / (1/2) = 1, on one pair of constraints.
        var data = new GroupedLabels([0, 0, 1, 1], [true, true, false, false], 2);

        var fitted = new ExponentiatedGradient { Constraint = ParityConstraint.DemographicParity, Bound = 0.1, Threshold = 1e-6, MaxIterations = 100 }
            .Fit<string>(data, (labels, _, _) => ("truth", [.. labels.Select(label => label ? 1.0 : 0)]), CancellationToken.None);

        Assert.True(fitted.IsConverged);
        Assert.Equal(0.4, fitted.Error, Near);
        Assert.Equal(0, fitted.Violation, Near);
        Assert.Equal(1, fitted.Multipliers.Sum(), Near);
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void SignedWeights_AreWhatTheFavourableAnswerTakesOffTheConstraints(ParityConstraint constraint, double ratio)
    {
        var (data, scores) = Samples.Rows(3, 40, 3, weighted: true);
        var moments = new ParityMoments(data, constraint, ratio);
        double[] multipliers = [.. Enumerable.Range(0, moments.Count).Select(i => 0.3 + (i * 7 % 5))];
        var total = 0.0;
        for (var row = 0; row < data.Rows; row++) total += data.Weights[row];

        var weights = moments.SignedWeights(multipliers);

        double Value(double[] answers) => moments.Gamma(answers).Zip(multipliers, (gamma, multiplier) => gamma * multiplier).Sum();
        var answers = scores.ToArray();
        for (var row = 0; row < data.Rows; row++)
        {
            var (with, without) = (answers.ToArray(), answers.ToArray());
            (with[row], without[row]) = (1, 0);
            Assert.Equal((Value(without) - Value(with)) * total / data.Weights[row], weights[row], 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Constraints))]
    public void Gamma_IsTheRateOfEachGroupLessThatOfAll(ParityConstraint constraint, double ratio)
    {
        var (data, scores) = Samples.Rows(4, 40, 3, weighted: true);

        var gamma = new ParityMoments(data, constraint, ratio).Gamma(scores);

        var expected = new List<double>();
        var reverse = new List<double>();
        foreach (var label in constraint switch
        {
            ParityConstraint.EqualizedOdds => new bool?[] { false, true },
            ParityConstraint.TruePositiveRateParity => [true],
            ParityConstraint.FalsePositiveRateParity => [false],
            _ => [null],
        })
        {
            for (var group = 0; group < 3; group++)
            {
                var (own, all) = (Mean(group, label), Mean(null, label));
                expected.Add((ratio * own) - all);
                reverse.Add((ratio * all) - own);
            }
        }

        double[] both = [.. expected, .. reverse];
        for (var i = 0; i < both.Length; i++) Assert.Equal(both[i], gamma[i], Near);

        double Mean(int? group, bool? label)
        {
            double sum = 0, weight = 0;
            for (var row = 0; row < data.Rows; row++)
            {
                if ((group is { } g && data.Groups[row] != g) || (label is { } y && data.Favorable[row] != y)) continue;
                sum += data.Weights[row] * (constraint == ParityConstraint.ErrorRateParity ? Math.Abs(scores[row] - (data.Favorable[row] ? 1 : 0)) : scores[row]);
                weight += data.Weights[row];
            }

            return sum / weight;
        }
    }

    [Fact]
    public void Weight_OfTwo_IsARowTwice()
    {
        var (data, scores) = Samples.Rows(5, 50, weighted: true);
        var (repeated, repeatedScores) = Samples.Repeated(data, scores);

        var (weighted, plain) = (Fit(data, scores), Fit(repeated, repeatedScores));

        Assert.Equal(plain.Error, weighted.Error, 1e-6);
        Assert.Equal(Math.Max(0, plain.Violation), Math.Max(0, weighted.Violation), 1e-6);
    }

    [Fact]
    public void Chances_OfTheMixedClassifier_HaveItsError()
    {
        var (data, scores) = Samples.Rows(6, 80);

        var fitted = Fit(data, scores);
        var chances = fitted.Probabilities(data.Rows, cut => [.. scores.Select(score => score > cut.Value ? 1.0 : 0)]);

        var all = AnswerCounts.Of(data, chances).Aggregate((left, right) => left + right);
        Assert.Equal(1 - fitted.Error, all.Accuracy.Value!.Value, Near);
        Assert.Equal(1, fitted.Shares.Sum(), Near);
        Assert.True(fitted.BestSingle.Violation <= 0, "A constant answer keeps demographic parity, so the best single one does.");
    }

    [Fact]
    public void Learner_ThatAnswersRubbish_IsRefused() => Assert.Equal(
        "The learner's answer for row 1 is 7; it must be from 0 to 1.",
        Assert.Throws<TrustException>(() => new ExponentiatedGradient { Constraint = ParityConstraint.EqualizedOdds }
            .Fit<string>(Samples.Rows(1, 20).Data, (labels, _, _) => ("seven", [.. labels.Select(_ => 7.0)]), CancellationToken.None)).Message);

    [Fact]
    public void Cancellation_StopsBeforeTheNextCallOfTheLearner()
    {
        using var stop = new CancellationTokenSource();
        var calls = 0;
        Assert.Throws<OperationCanceledException>(() => new ExponentiatedGradient { Constraint = ParityConstraint.DemographicParity }.Fit<string>(
            Samples.Rows(1, 20).Data,
            (labels, _, _) =>
            {
                calls++;
                stop.Cancel();
                return ("first", [.. labels.Select(label => label ? 1.0 : 0)]);
            },
            stop.Token));
        Assert.Equal(1, calls);
    }

    /// <summary>A learner that is exact over one cut for all groups.</summary>
    private static RandomizedClassifier<Cut> Fit(GroupedLabels data, double[] scores) =>
        new ExponentiatedGradient { Constraint = ParityConstraint.DemographicParity, Bound = 0.02, Threshold = 1e-7, MaxIterations = 200 }.Fit<Cut>(
            data,
            (labels, weights, _) =>
            {
                var best = scores.Append(-1).Distinct().Order().MinBy(cut => Math.Round(scores.Select((score, row) => score > cut == labels[row] ? 0 : weights[row]).Sum() / weights.Sum(), 9));
                return (new Cut(best), [.. scores.Select(score => score > best ? 1.0 : 0)]);
            },
            CancellationToken.None);

    private sealed record Cut(double Value);
}
