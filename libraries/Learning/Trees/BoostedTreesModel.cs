using MlPlatform.Learning.Models;
using MlPlatform.Learning.Trees.Scoring;

namespace MlPlatform.Learning.Trees;

/// <summary>Boosted trees over raw rows: the sum of leaf values per output, through a link.</summary>
public sealed class BoostedTreesModel : ITabularModel
{
    public const string AlgorithmName = "xgboost";

    private readonly TreeScorer scorer;

    /// <param name="inputs">The columns of a raw row; <see cref="DecisionTree.Feature"/> counts them.</param>
    /// <param name="ensemble">The trees.</param>
    /// <param name="link">From margins to outputs.</param>
    /// <param name="output">What the outputs mean; as wide as the ensemble.</param>
    /// <param name="hyperparameters">As given to training, with the defaults; empty for a model that came from elsewhere.</param>
    public BoostedTreesModel(
        IReadOnlyList<InputColumn> inputs, TreeEnsemble ensemble, MarginLink link, ModelOutput output,
        IReadOnlyDictionary<string, string> hyperparameters)
    {
        if (inputs.Count != ensemble.FeatureCount) throw new LearningException($"The trees ask {ensemble.FeatureCount} inputs; there are {inputs.Count}.");
        if (output.Width != ensemble.Outputs) throw new LearningException($"The trees give {ensemble.Outputs} outputs, expected are {output.Width}.");
        Inputs = inputs;
        Ensemble = ensemble;
        Link = link;
        Output = output;
        Hyperparameters = hyperparameters;
        scorer = new TreeScorer(ensemble);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs { get; }

    public ModelOutput Output { get; }

    public TreeEnsemble Ensemble { get; }

    public MarginLink Link { get; }

    public IReadOnlyDictionary<string, string> Hyperparameters { get; }

    /// <summary>How many rounds of boosting the trees come from.</summary>
    public int Rounds => Ensemble.Trees.Count / Ensemble.Outputs;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        Margins(row, outputs);
        Link.Apply(outputs[..Ensemble.Outputs]);
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        outputs = outputs[..(rows.Length / Math.Max(1, Inputs.Count) * Ensemble.Outputs)];
        scorer.ScoreRows(rows, outputs);
        Link.ApplyRows(outputs, Ensemble.Outputs);
    }

    /// <summary>The sums of leaf values, before the link.</summary>
    public void Margins(ReadOnlySpan<double> row, Span<double> margins) => scorer.Score(row, margins);

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => BoostedTreesModelFormat.Save(this, stream, metrics);
}
