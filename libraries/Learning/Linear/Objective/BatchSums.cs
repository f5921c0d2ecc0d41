using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Linear.Rows;

namespace MlPlatform.Learning.Linear.Objective;

/// <summary>The gradient over a mini-batch of rows from anywhere.</summary>
internal sealed class BatchSums
{
    private const int Rows = BlockMath.Rows;

    private readonly LinearLayout layout;
    private readonly LinearKernels kernels;
    private readonly ShuffledRows source;
    private readonly float[] numberWeights;
    private readonly float[] numberSums;
    private readonly float[] labels = new float[Rows];
    private readonly float[] weights = new float[Rows];
    private readonly float[] margins;
    private readonly float[] slopes;
    private readonly double[] gradient;

    /// <param name="rows">The rows to learn from.</param>
    /// <param name="kernels">Arithmetic and loss.</param>
    /// <param name="order">The row that lies at each place of memory; a mini-batch names places.</param>
    public BatchSums(LinearRows rows, LinearKernels kernels, ReadOnlySpan<int> order)
    {
        (layout, this.kernels) = (rows.Layout, kernels);
        source = new ShuffledRows(rows, order);
        numberWeights = new float[kernels.Loss.Outputs * source.Stride];
        numberSums = new float[source.Stride];
        margins = new float[kernels.Loss.Outputs * Rows];
        slopes = new float[kernels.Loss.Outputs * Rows];
        gradient = new double[kernels.Loss.Outputs * (layout.Stride + 1)];
    }

    /// <summary>The weight of the rows.</summary>
    public double TotalWeight { get; private set; }

    public ReadOnlySpan<double> Gradient(int output) => gradient.AsSpan(output * (layout.Stride + 1), layout.Stride);

    public void Run(ReadOnlySpan<int> places, LinearWeights parameters)
    {
        Array.Clear(gradient);
        TotalWeight = 0;
        for (var output = 0; output < kernels.Loss.Outputs; output++)
        {
            parameters.Numbers(output)[..layout.NumberFeatures.Length].CopyTo(numberWeights.AsSpan(output * source.Stride));
        }

        for (; !places.IsEmpty; places = places[Math.Min(Rows, places.Length)..]) Add(places[..Math.Min(Rows, places.Length)], parameters);
    }

    private void Add(ReadOnlySpan<int> rows, LinearWeights parameters)
    {
        Gather(rows);
        for (var output = 0; output < kernels.Loss.Outputs; output++) Margins(rows, parameters, output);
        kernels.Loss.Evaluate(labels, weights, margins, slopes);
        for (var output = 0; output < kernels.Loss.Outputs; output++) AddGradient(rows, output);
    }

    /// <summary>Reads labels and weights first: the waits for the rows' memory overlap here.</summary>
    private void Gather(ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var row = source.Row(rows[i]);
            (labels[i], weights[i]) = (row[^2], row[^1]);
            TotalWeight += weights[i];
        }

        weights.AsSpan(rows.Length).Clear();
    }

    private void Margins(ReadOnlySpan<int> rows, LinearWeights parameters, int output)
    {
        var own = margins.AsSpan(output * Rows, Rows);
        var numbers = numberWeights.AsSpan(output * source.Stride, source.Stride);
        var intercept = parameters.Intercept(output);
        var all = parameters.All(output);
        for (var i = 0; i < rows.Length; i++)
        {
            var margin = intercept + kernels.Math.Dot(source.Row(rows[i]), numbers);
            foreach (var category in source.Categories(rows[i])) margin += all[category];
            own[i] = margin;
        }

        own[rows.Length..].Clear();
    }

    private void AddGradient(ReadOnlySpan<int> rows, int output)
    {
        var own = slopes.AsSpan(output * Rows, Rows);
        var sums = gradient.AsSpan(output * (layout.Stride + 1), layout.Stride + 1);
        Array.Clear(numberSums);
        for (var i = 0; i < rows.Length; i++)
        {
            kernels.Math.AddScaled(source.Row(rows[i]), own[i], numberSums);
            foreach (var category in source.Categories(rows[i])) sums[category] += own[i];
        }

        for (var i = 0; i < layout.NumberFeatures.Length; i++) sums[i] += numberSums[i];
        sums[layout.Dimension] += kernels.Math.Sum(own);
    }
}
