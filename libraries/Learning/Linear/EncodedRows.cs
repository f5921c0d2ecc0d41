using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>Training rows as the optimizers read them: scaled numbers side by side, and one weight index per category.</summary>
internal sealed class EncodedRows
{
    private readonly double[] numbers;
    private readonly int[] indices;
    private readonly int[] numberWeights;
    private readonly int categoryCount;

    public EncodedRows(TrainingData data, LinearEncoding encoding, double[] labels, double[] weights)
    {
        Labels = labels;
        Weights = weights;
        TotalWeight = weights.Sum();
        var inputs = encoding.Inputs;
        var numberColumns = Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Type == ColumnType.Number).ToArray();
        var categoryColumns = Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Type == ColumnType.Category).ToArray();
        numberWeights = [.. numberColumns.Select(i => encoding.Offsets[i])];
        categoryCount = categoryColumns.Length;
        numbers = new double[labels.Length * numberColumns.Length];
        indices = new int[labels.Length * categoryCount];
        var rows = new TableRows(data.Features, inputs);
        var raw = new double[inputs.Count];
        for (int row = 0, n = 0, c = 0; row < labels.Length; row++)
        {
            rows.Fill(row, raw);
            foreach (var i in numberColumns) numbers[n++] = double.IsNaN(raw[i]) ? 0 : (raw[i] - encoding.Means[i]) * encoding.Scales[i];
            foreach (var i in categoryColumns) indices[c++] = encoding.WeightIndex(i, raw[i]);
        }
    }

    public int Count => Labels.Length;

    public double[] Labels { get; }

    public double[] Weights { get; }

    public double TotalWeight { get; }

    /// <summary>The number weights side by side, so that a row is one dot product.</summary>
    public double[] GatherNumberWeights(ReadOnlySpan<double> weights)
    {
        var gathered = new double[numberWeights.Length];
        for (var i = 0; i < gathered.Length; i++) gathered[i] = weights[numberWeights[i]];
        return gathered;
    }

    public double Margin(int row, ReadOnlySpan<double> weights, ReadOnlySpan<double> gathered)
    {
        var sum = TensorPrimitives.Dot(Numbers(row), gathered);
        foreach (var index in Indices(row))
        {
            if (index >= 0) sum += weights[index];
        }

        return sum;
    }

    /// <summary>Adds a row's inputs times a factor: numbers to their own sums, categories straight to the gradient.</summary>
    public void AddScaled(int row, double factor, Span<double> numberSums, Span<double> gradient)
    {
        TensorPrimitives.MultiplyAdd(Numbers(row), factor, numberSums, numberSums);
        foreach (var index in Indices(row))
        {
            if (index >= 0) gradient[index] += factor;
        }
    }

    public void Scatter(ReadOnlySpan<double> numberSums, Span<double> gradient)
    {
        for (var i = 0; i < numberSums.Length; i++) gradient[numberWeights[i]] += numberSums[i];
    }

    private ReadOnlySpan<double> Numbers(int row) => numbers.AsSpan(row * numberWeights.Length, numberWeights.Length);

    private ReadOnlySpan<int> Indices(int row) => indices.AsSpan(row * categoryCount, categoryCount);
}
