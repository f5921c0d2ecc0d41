using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>How raw columns become the linear learner's inputs; part of the model, so that a served model takes raw rows.</summary>
/// <remarks>
/// A number is centred and scaled, and its mean stands for a missing one. A category has one weight per text seen in training
/// (texts in ordinal order) and one for "missing"; a text never seen has none. Nothing is expanded: a category is the index of
/// its one active weight.
/// </remarks>
public sealed class LinearEncoding
{
    internal LinearEncoding(IReadOnlyList<InputColumn> inputs, double[] means, double[] scales)
    {
        Inputs = inputs;
        Means = means;
        Scales = scales;
        Offsets = new int[inputs.Count];
        for (var i = 0; i < inputs.Count; i++)
        {
            Offsets[i] = Dimension;
            Dimension += inputs[i].Categories is { } categories ? categories.Count + 1 : 1;
        }
    }

    public IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>Per column: the mean of a number; 0 for a category.</summary>
    internal double[] Means { get; }

    /// <summary>Per column: 1 over the deviation, 0 for a constant column.</summary>
    internal double[] Scales { get; }

    /// <summary>Per column: the index of its first weight.</summary>
    internal int[] Offsets { get; }

    /// <summary>The number of weights, without the intercept.</summary>
    public int Dimension { get; }

    public static LinearEncoding Fit(Table features, ReadOnlySpan<double> weights, bool normalize)
    {
        var count = features.Columns.Count;
        var inputs = InputColumn.Of(features);
        var rows = new TableRows(features, inputs);
        var values = new double[features.RowCount];
        var means = new double[count];
        var scales = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (inputs[i].Type == ColumnType.Category) continue;
            rows.CopyColumn(i, 0, values);
            (means[i], scales[i]) = Moments(values, weights);
            if (!normalize && scales[i] > 0) scales[i] = 1;
        }

        return new LinearEncoding(inputs, means, scales);
    }

    /// <summary>The index of a category's active weight, or -1 where a text was never seen.</summary>
    internal int WeightIndex(int column, double code)
    {
        if (double.IsNaN(code)) return Offsets[column] + Inputs[column].Categories!.Count;
        return code >= 0 ? Offsets[column] + (int)code : -1;
    }

    private static (double Mean, double Scale) Moments(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double total = 0, mean = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]) || weights[i] == 0) continue;
            if (double.IsInfinity(values[i])) throw new LearningException($"A number column holds an infinite value in row {i + 1}.");
            total += weights[i];
            var delta = values[i] - mean;
            mean += delta * weights[i] / total;
            squares += weights[i] * delta * (values[i] - mean);
        }

        var deviation = total > 0 ? Math.Sqrt(squares / total) : 0;
        return (mean, deviation > 1e-12 * Math.Max(1, Math.Abs(mean)) ? 1 / deviation : 0);
    }
}
