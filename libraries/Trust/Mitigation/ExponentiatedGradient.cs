namespace MlPlatform.Trust.Mitigation;

/// <summary>Learns a fair randomised classifier by asking any learner that takes weights, again and again (Agarwal et al. 2018).</summary>
/// <remarks>
/// A game: the learner wants a small Lagrangian, multipliers on broken constraints grow exponentially. After every round the best mix of
/// the classifiers met so far is found exactly by a linear program. Steps, stopping and learning rate are those of Fairlearn's ExponentiatedGradient.
/// </remarks>
public sealed record ExponentiatedGradient
{
    private const double Precision = 1e-8;
    private const int LeastIterations = 5;
    private const int FirstCheck = 5;
    private const double CheckGrowth = 1.6;
    private const double Shrinkage = 0.8;

    public required ParityConstraint Constraint { get; init; }

    /// <summary>By how much a group may differ from all rows.</summary>
    public double Bound { get; init; } = 0.01;

    /// <summary>r of the constraint r·E[u | e,g] ≤ E[u | e] + bound, and the other way round; 1 bounds the difference.</summary>
    public double Ratio { get; init; } = 1;

    /// <summary>ε: multipliers sum to no more than 1 / ε.</summary>
    public double Epsilon { get; init; } = 0.01;

    public int MaxIterations { get; init; } = 50;

    /// <summary>The gap that is small enough; null takes half the standard error of the first classifier's error.</summary>
    public double? Threshold { get; init; }

    /// <summary>The first step size, times <see cref="Epsilon"/>.</summary>
    public double LearningRate { get; init; } = 2;

    /// <summary>Whether the linear program is solved after each round.</summary>
    public bool SolvesPrograms { get; init; } = true;

    internal double MultiplierBound => 1 / Epsilon;

    /// <param name="data">The rows.</param>
    /// <param name="learner">Called with labels and weights of these rows, in order.</param>
    /// <param name="cancellationToken">Checked before each call of the learner.</param>
    public RandomizedClassifier<TModel> Fit<TModel>(GroupedLabels data, WeightedLearner<TModel> learner, CancellationToken cancellationToken)
        where TModel : class
    {
        if (!(Epsilon > 0 && Bound >= 0 && MaxIterations > 0 && Ratio is > 0 and <= 1)) throw new ArgumentException("Bound, ratio, epsilon or iterations are out of range.");
        var game = new Lagrangian<TModel>(data, this, learner, cancellationToken);
        var (theta, sum) = (new double[game.Constraints], new double[game.Constraints]);
        var (counts, points, gradientGaps) = (new List<double>(), new List<GamePoint>(), new List<double>());
        var (rate, threshold) = (LearningRate / MultiplierBound, Threshold ?? 0);
        var (lastCheck, lastGap) = (FirstCheck, double.PositiveInfinity);
        for (var round = 0; round < MaxIterations; round++)
        {
            var multipliers = Multipliers(theta);
            for (var i = 0; i < sum.Length; i++) sum[i] += multipliers[i];
            var response = game.BestResponse(multipliers);
            if (round == 0) threshold = Threshold ?? HalfStandardError(data, game.Classifiers[response].Answers);
            while (counts.Count <= response) counts.Add(0);
            counts[response]++;
            var gradient = game.Evaluate([.. counts.Select(count => count / (round + 1))], Array.ConvertAll(sum, value => value / (round + 1)), threshold);
            gradientGaps.Add(gradient.Gap);
            var program = round > 0 && SolvesPrograms ? game.SolveProgram(threshold) : null;
            points.Add(program is null || gradient.Gap < program.Gap ? gradient : program);
            if (points[^1].Gap < threshold && round >= LeastIterations) break;
            if (round >= lastCheck * CheckGrowth)
            {
                var bestGap = gradientGaps.Min();
                if (bestGap > lastGap * Shrinkage) rate *= Shrinkage;
                (lastCheck, lastGap) = (round, bestGap);
            }

            var gamma = game.Gamma(response);
            for (var i = 0; i < theta.Length; i++) theta[i] += rate * (gamma[i] - Bound);
        }

        return Result(game, points, threshold);
    }

    private static RandomizedClassifier<TModel> Result<TModel>(Lagrangian<TModel> game, List<GamePoint> points, double threshold)
        where TModel : class
    {
        var smallest = points.Min(point => point.Gap);
        var best = points.FindLast(point => point.Gap <= smallest + Precision)!;
        var (error, violation) = game.Mean(best.Shares);
        double[] shares = [.. best.Shares, .. new double[game.Classifiers.Count - best.Shares.Length]];
        return new RandomizedClassifier<TModel>(game.Classifiers, shares, error, violation, best.Gap)
        {
            Multipliers = best.Multipliers,
            IsConverged = best.Gap < threshold,
            Iterations = points.Count,
            LearnerCalls = game.LearnerCalls,
        };
    }

    /// <summary>λ_k = e^θ_k / (1 + Σ e^θ) / ε.</summary>
    private double[] Multipliers(double[] theta)
    {
        // Taking off the largest keeps the powers finite; the 1 is e^0.
        var largest = Math.Max(0, theta.Max());
        var total = Math.Exp(-largest) + theta.Sum(value => Math.Exp(value - largest));
        return Array.ConvertAll(theta, value => MultiplierBound * Math.Exp(value - largest) / total);
    }

    private static double HalfStandardError(GroupedLabels data, double[] answers)
    {
        var errors = new double[answers.Length];
        for (var row = 0; row < errors.Length; row++) errors[row] = Math.Abs(answers[row] - (data.Favorable[row] ? 1 : 0));
        if (errors.Length < 2) return 0;
        var mean = errors.Average();
        return 0.5 * Math.Sqrt(errors.Sum(error => (error - mean) * (error - mean)) / (errors.Length - 1)) / Math.Sqrt(errors.Length);
    }
}
