namespace MlPlatform.Trust.Mitigation;

/// <summary>Fits a model to labels and weights, and answers the rows it was fitted on.</summary>
/// <returns>The model, and per row 1 (favourable), 0, or the chance between them.</returns>
public delegate (TModel Model, double[] Answers) WeightedLearner<TModel>(bool[] labels, double[] weights, CancellationToken cancellationToken)
    where TModel : class;

/// <summary>A point of the game between learner and multipliers: who plays what, and how much either could still gain.</summary>
/// <param name="Shares">The chance of each classifier.</param>
/// <param name="Multipliers">Per constraint.</param>
/// <param name="Gap">The larger of the two gains.</param>
internal sealed record GamePoint(double[] Shares, double[] Multipliers, double Gap);

/// <summary>L(Q, λ) = error(Q) + λ·(γ(Q) − bound), over the classifiers met so far, and the best answers to it.</summary>
internal sealed class Lagrangian<TModel>(
    GroupedLabels data, ExponentiatedGradient settings, WeightedLearner<TModel> learner, CancellationToken cancellationToken)
    where TModel : class
{
    private const double Precision = 1e-8;
    private static readonly double[] Multiples = [1, 2, 5, 10];

    private readonly ParityMoments moments = new(data, settings.Constraint, settings.Ratio);
    private readonly List<ReducedClassifier<TModel>> classifiers = [];
    private readonly List<double[]> gammas = [];
    private GamePoint? lastProgram;
    private int classifiersOfLastProgram;

    public int Constraints => moments.Count;

    public IReadOnlyList<ReducedClassifier<TModel>> Classifiers => classifiers;

    public int LearnerCalls { get; private set; }

    public double[] Gamma(int classifier) => gammas[classifier];

    /// <summary>The number of the classifier that is best against these multipliers: a new one, where the learner finds a better.</summary>
    public int BestResponse(double[] multipliers)
    {
        var (found, gamma) = Ask(multipliers);
        var best = -1;
        var value = double.PositiveInfinity;
        for (var i = 0; i < classifiers.Count; i++)
        {
            var known = classifiers[i].Error + Dot(gammas[i], multipliers);
            if (known < value) (best, value) = (i, known);
        }

        if (found.Error + Dot(gamma, multipliers) >= value - Precision) return best;
        classifiers.Add(found);
        gammas.Add(gamma);
        return classifiers.Count - 1;
    }

    /// <summary>How much either player could still gain; stops asking once it is more than <paramref name="enough"/>.</summary>
    public GamePoint Evaluate(double[] shares, double[] multipliers, double enough)
    {
        var (value, highest) = Value(shares, multipliers);
        var lowest = value;
        foreach (var multiple in Multiples)
        {
            var response = BestResponse(Array.ConvertAll(multipliers, multiplier => multiple * multiplier));
            var alone = new double[response + 1];
            alone[response] = 1;
            lowest = Math.Min(lowest, Value(alone, multipliers).Value);
            if (Math.Max(value - lowest, highest - value) > enough + Precision) break;
        }

        return new GamePoint(shares, multipliers, Math.Max(value - lowest, highest - value));
    }

    /// <summary>The saddle point over the classifiers met so far, by a linear program: minimise error + ξ / ε where γ − bound ≤ ξ.</summary>
    public GamePoint SolveProgram(double enough)
    {
        if (lastProgram is not null && classifiersOfLastProgram == classifiers.Count) return lastProgram;
        classifiersOfLastProgram = classifiers.Count;
        double[] costs = [.. classifiers.Select(classifier => classifier.Error), settings.MultiplierBound];
        var upper = Enumerable.Range(0, Constraints).Select(constraint => (double[])[.. gammas.Select(gamma => gamma[constraint] - settings.Bound), -1]).ToArray();
        double[] ones = [.. Enumerable.Repeat(1.0, classifiers.Count), 0];
        var solution = LinearProgram.Minimize(costs, upper, new double[Constraints], [ones], [1]);
        return lastProgram = Evaluate(solution.Values[..^1], solution.Multipliers, enough);
    }

    /// <summary>Error and largest constraint less the bound, in expectation.</summary>
    public (double Error, double Violation) Mean(double[] shares)
    {
        var error = 0.0;
        var gamma = new double[Constraints];
        for (var i = 0; i < shares.Length; i++)
        {
            error += shares[i] * classifiers[i].Error;
            for (var j = 0; j < gamma.Length && shares[i] != 0; j++) gamma[j] += shares[i] * gammas[i][j];
        }

        return (error, gamma.Max() - settings.Bound);
    }

    private (double Value, double Highest) Value(double[] shares, double[] multipliers)
    {
        var projected = moments.Project(multipliers);
        var value = 0.0;
        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i] != 0) value += shares[i] * (classifiers[i].Error + Dot(gammas[i], projected));
        }

        var (error, violation) = Mean(shares);
        return (value - (settings.Bound * projected.Sum()), error + (settings.MultiplierBound * Math.Max(0, violation)));
    }

    /// <summary>Asks the learner for the classifier that makes the Lagrangian small: labels are the cheaper answers, weights what the other would cost.</summary>
    private (ReducedClassifier<TModel> Classifier, double[] Gamma) Ask(double[] multipliers)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LearnerCalls++;
        var signed = moments.SignedWeights(multipliers);
        for (var row = 0; row < signed.Length; row++) signed[row] = data.Weights[row] * (signed[row] + (data.Favorable[row] ? 1 : -1));
        var labels = Array.ConvertAll(signed, weight => weight > 0);
        var size = signed.Sum(Math.Abs);
        var weights = Array.ConvertAll(signed, weight => size > 0 ? signed.Length * Math.Abs(weight) / size : 1);
        var (model, answers) = Array.TrueForAll(labels, label => label == labels[0]) ? (null, Constant(labels)) : Learn(labels, weights);
        var gamma = moments.Gamma(answers);
        return (new ReducedClassifier<TModel>(model, answers, Error(answers), gamma.Max() - settings.Bound), gamma);
    }

    private (TModel? Model, double[] Answers) Learn(bool[] labels, double[] weights)
    {
        var (model, answers) = learner(labels, weights, cancellationToken);
        if (answers.Length != labels.Length) throw new ArgumentException($"The learner answered {answers.Length} of {labels.Length} rows.");
        var wrong = Array.FindIndex(answers, answer => !(answer is >= 0 and <= 1));
        return wrong < 0 ? (model, answers) : throw new TrustException($"The learner's answer for row {wrong + 1} is {answers[wrong]}; it must be from 0 to 1.");
    }

    private double Error(double[] answers)
    {
        var error = 0.0;
        for (var row = 0; row < answers.Length; row++) error += data.Weights[row] * (data.Favorable[row] ? 1 - answers[row] : answers[row]);
        return error / moments.TotalWeight;
    }

    private static double[] Constant(bool[] labels) => Array.ConvertAll(labels, label => label ? 1.0 : 0);

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
