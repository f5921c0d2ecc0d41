using MlPlatform.Learning.Models;
using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>The rows that methods learn from: most train models, the others fit what corrects a model's scores, which those must not have seen.</summary>
internal sealed class LearningRows
{
    private const double CorrectionShare = 0.25;

    private readonly Lazy<ITabularModel> model;
    private readonly Lazy<double[]> correctionScores;
    private RandomizedClassifier<ITabularModel>? reduced;

    public LearningRows(MitigationRows rows, Trainer trainer, ulong seed, CancellationToken cancellationToken)
    {
        var cut = SearchSplit.Of(rows.Outcomes, CorrectionShare, 1, seed)[0];
        (Training, Correction, Trainer, Seed) = (rows.Take(cut.Training), rows.Take(cut.Test), trainer, seed);
        model = new Lazy<ITabularModel>(() => trainer.Fit(Training.Training(), cancellationToken));
        correctionScores = new Lazy<double[]>(() => trainer.Scores(Model, Correction.Features));
    }

    public Trainer Trainer { get; }

    public ulong Seed { get; }

    /// <summary>What models are trained on.</summary>
    public MitigationRows Training { get; }

    /// <summary>What corrections of scores are fitted on.</summary>
    public MitigationRows Correction { get; }

    /// <summary>The unmitigated model.</summary>
    public ITabularModel Model => model.Value;

    /// <summary>Its scores of <see cref="Correction"/>.</summary>
    public double[] CorrectionScores => correctionScores.Value;

    public GroupedLabels CorrectionOutcomes => Correction.Outcomes;

    /// <summary>The classifiers of exponentiated gradient, made when the first method asks for them.</summary>
    /// <param name="make">Makes them.</param>
    public RandomizedClassifier<ITabularModel> Reduced(Func<RandomizedClassifier<ITabularModel>> make) => reduced ??= make();
}
