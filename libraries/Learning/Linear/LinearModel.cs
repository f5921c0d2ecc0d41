using MlPlatform.Learning.Models;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>A fitted linear, logistic or multinomial regression over raw rows.</summary>
public sealed class LinearModel : ITabularModel
{
    public const string AlgorithmName = "linear-learner";

    private readonly LinearScorer scorer;

    internal LinearModel(FeatureEncoding encoding, double[] weights, double[] intercepts, LabelSchema label, LinearLearnerOptions options)
    {
        Encoding = encoding;
        Weights = weights;
        Intercepts = intercepts;
        Options = options;
        var kind = options.PredictorType switch
        {
            PredictorType.Regressor => OutputKind.Number,
            PredictorType.MulticlassClassifier => OutputKind.ClassProbabilities,
            _ => OutputKind.Probability,
        };
        Output = new ModelOutput(kind, intercepts.Length, label);
        scorer = new LinearScorer(encoding, weights, intercepts);
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => Encoding.Inputs;

    public ModelOutput Output { get; }

    public LinearLearnerOptions Options { get; }

    public bool IsClassifier => Output.IsClassifier;

    /// <summary>How a raw row becomes features.</summary>
    public FeatureEncoding Encoding { get; }

    /// <summary>One weight per feature of <see cref="Encoding"/>; the weights of further outputs follow.</summary>
    public double[] Weights { get; }

    /// <summary>One per output.</summary>
    public double[] Intercepts { get; }

    /// <summary>The first output's intercept: the only one but for more than two classes.</summary>
    public double Intercept => Intercepts[0];

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        outputs = outputs[..Output.Width];
        scorer.Margins(row, outputs);
        ToOutputs(outputs);
    }

    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        var width = Inputs.Count;
        var count = Output.Width;
        for (int start = 0, at = 0; start < rows.Length; start += width, at += count)
        {
            var own = outputs.Slice(at, count);
            scorer.Margins(rows.Slice(start, width), own);
            ToOutputs(own);
        }
    }

    /// <summary>The intercept plus what every column adds: log-odds for a classifier.</summary>
    public double Margin(ReadOnlySpan<double> row, int output = 0) => scorer.Margin(row, output);

    /// <summary>What each raw column adds to an output's margin.</summary>
    public void Contributions(ReadOnlySpan<double> row, Span<double> contributions, int output = 0) => scorer.Contributions(row, contributions, output);

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => LinearModelFormat.Save(this, stream, metrics);

    private void ToOutputs(Span<double> margins)
    {
        if (Output.Kind == OutputKind.Probability) margins[0] = Logistic.Probability(margins[0]);
        else if (Output.Kind == OutputKind.ClassProbabilities) Logistic.Probabilities(margins);
    }
}
