namespace MlPlatform.Trust.Mitigation;

/// <summary>A classifier that a reduction asked its learner for.</summary>
/// <param name="Model">What the learner made; null where all labels were the same and nothing was to be learnt.</param>
/// <param name="Answers">Its answers on the fitted rows: 1 favourable, 0 not, or the chance between them.</param>
/// <param name="Error">Its weighted error rate there.</param>
/// <param name="Violation">The largest of its constraints less the bound; not above 0 where it keeps them all.</param>
public sealed record ReducedClassifier<TModel>(TModel? Model, double[] Answers, double Error, double Violation)
    where TModel : class
{
    /// <summary>The answer of a classifier without a model.</summary>
    public double ConstantAnswer => Answers[0];
}

/// <summary>Classifiers of which each row's answer comes from one, picked by chance.</summary>
/// <param name="Classifiers">All that the search met.</param>
/// <param name="Shares">The chance of each; they sum to 1.</param>
/// <param name="Error">The weighted error rate in expectation, on the fitted rows.</param>
/// <param name="Violation">The largest constraint less its bound, in expectation.</param>
/// <param name="Gap">How far from the saddle point this can be: the error is within it of the best one that keeps the constraints.</param>
public sealed record RandomizedClassifier<TModel>(
    IReadOnlyList<ReducedClassifier<TModel>> Classifiers, IReadOnlyList<double> Shares, double Error, double Violation, double Gap)
    where TModel : class
{
    /// <summary>Lagrange multipliers of the linear program over <see cref="Classifiers"/>: first of group above all rows, then below, by event and group.</summary>
    public required IReadOnlyList<double> Multipliers { get; init; }

    /// <summary>Whether <see cref="Gap"/> came below the threshold before the iterations ended.</summary>
    public required bool IsConverged { get; init; }

    public required int Iterations { get; init; }

    public required int LearnerCalls { get; init; }

    /// <summary>The one classifier to take where chance is not wanted: of those that keep the constraints the most accurate, else the one that breaks them least.</summary>
    public ReducedClassifier<TModel> BestSingle => Classifiers
        .OrderBy(classifier => Math.Max(0, classifier.Violation)).ThenBy(classifier => classifier.Error).First();

    /// <summary>The chance of the favourable answer: the answers of the classifiers by their shares.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="answers">A model's answers on those rows.</param>
    public double[] Probabilities(int rows, Func<TModel, double[]> answers)
    {
        var chances = new double[rows];
        for (var i = 0; i < Classifiers.Count; i++)
        {
            if (Shares[i] == 0) continue;
            var ofModel = Classifiers[i].Model is { } model ? answers(model) : null;
            for (var row = 0; row < rows; row++) chances[row] += Shares[i] * (ofModel is null ? Classifiers[i].ConstantAnswer : ofModel[row]);
        }

        // Shares sum to 1 but for rounding.
        return Array.ConvertAll(chances, chance => Math.Clamp(chance, 0, 1));
    }
}
