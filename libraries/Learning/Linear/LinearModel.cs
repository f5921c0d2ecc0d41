using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>A fitted linear or logistic regression over raw rows.</summary>
public sealed class LinearModel : ITabularModel
{
    public const string AlgorithmName = "linear-learner";

    private readonly LinearEncoding encoding;
    private readonly double[] slopes;
    private readonly bool[] isCategory;

    internal LinearModel(LinearEncoding encoding, double[] weights, double intercept, LabelSchema label, LinearLearnerOptions options)
    {
        this.encoding = encoding;
        Weights = weights;
        Intercept = intercept;
        Options = options;
        Output = new ModelOutput(IsClassifier ? OutputKind.Probability : OutputKind.Number, 1, label);
        isCategory = [.. encoding.Inputs.Select(i => i.Type == ColumnType.Category)];
        slopes = new double[isCategory.Length];
        for (var i = 0; i < slopes.Length; i++) slopes[i] = isCategory[i] ? 0 : weights[encoding.Offsets[i]] * encoding.Scales[i];
    }

    public string Algorithm => AlgorithmName;

    public IReadOnlyList<InputColumn> Inputs => encoding.Inputs;

    public ModelOutput Output { get; }

    public LinearLearnerOptions Options { get; }

    public bool IsClassifier => Options.PredictorType == PredictorType.BinaryClassifier;

    /// <summary>One weight per scaled number and per category text, in the order of the inputs; see <see cref="LinearEncoding"/>.</summary>
    public double[] Weights { get; }

    public double Intercept { get; }

    internal LinearEncoding Encoding => encoding;

    public void Score(ReadOnlySpan<double> row, Span<double> outputs)
    {
        var margin = Margin(row);
        outputs[0] = IsClassifier ? Logistic.Probability(margin) : margin;
    }

    /// <summary>The intercept plus what every column adds: log-odds for a classifier.</summary>
    public double Margin(ReadOnlySpan<double> row)
    {
        if (row.Length != slopes.Length) throw new LearningException($"The row has {row.Length} values; the model takes {slopes.Length}.");
        var margin = Intercept;
        for (var i = 0; i < row.Length; i++) margin += Part(i, row[i]);
        return margin;
    }

    /// <summary>What each raw column adds to the margin.</summary>
    public void Contributions(ReadOnlySpan<double> row, Span<double> contributions)
    {
        for (var i = 0; i < row.Length; i++) contributions[i] = Part(i, row[i]);
    }

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => LinearModelFormat.Save(this, stream, metrics);

    private double Part(int column, double value)
    {
        if (!isCategory[column]) return double.IsNaN(value) ? 0 : slopes[column] * (value - encoding.Means[column]);
        var index = encoding.WeightIndex(column, value);
        return index < 0 ? 0 : Weights[index];
    }
}
