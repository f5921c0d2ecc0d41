using MlPlatform.Learning.Networks;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>The network in doubles and plain loops: the oracle of the kernels. One block of rows is the batch of batch norm.</summary>
internal sealed class ReferenceNetwork(NetworkShape shape, EmbeddingLayout layout)
{
    private const double Tiny = 1e-5;

    /// <summary>The mean weighted loss; half the square for numbers, whose derivative the kernels take.</summary>
    public double Loss(double[] dense, double[] embeddings, float[][] features, float[] targets, float[] weights)
    {
        var sums = Sums(dense, [.. features.Select(row => Input(row, embeddings))], weights);
        return sums.Select((row, i) => weights[i] * RowLoss(row, targets[i])).Sum() / features.Length;
    }

    public double[] Input(float[] features, double[] embeddings)
    {
        var input = new double[layout.InputWidth];
        foreach (var run in layout.PlainRuns)
        {
            for (var i = 0; i < run.Length; i++) input[run.Column + i] = features[run.Feature + i];
        }

        foreach (var table in layout.Tables)
        {
            for (var i = 0; i < table.Width; i++) input[table.Column + i] = embeddings[table.RowStart((int)features[table.Feature]) + i];
        }

        return input;
    }

    /// <summary>The last layer's sums.</summary>
    public double[][] Sums(double[] dense, double[][] inputs, float[] weights)
    {
        var rows = inputs;
        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            rows = [.. rows.Select(row => Dense(dense, layer, row))];
            if (!shape.IsHidden(layer)) break;
            if (shape.HasNorm(layer)) rows = Normalised(dense, layer, rows, weights);
            rows = [.. rows.Select(row => Array.ConvertAll(row, Activate))];
        }

        return rows;
    }

    private double[] Dense(double[] dense, int index, double[] row)
    {
        var layer = shape.Layers[index];
        var (weights, bias) = (shape.Weights(index).Start.Value, shape.Bias(index).Start.Value);
        return [.. Enumerable.Range(0, layer.Outputs).Select(o => dense[bias + o] + row.Select((x, i) => x * dense[weights + (i * layer.Stride) + o]).Sum())];
    }

    private double[][] Normalised(double[] dense, int index, double[][] rows, float[] weights)
    {
        var (scale, shift, width) = (shape.NormScale(index).Start.Value, shape.NormShift(index).Start.Value, shape.Layers[index].Outputs);
        var perRow = shape.Design.Normalization == Normalization.Layer;
        var groups = perRow ? rows : [.. Enumerable.Range(0, width).Select(unit => rows.Select(row => row[unit]).ToArray())];
        var moments = Array.ConvertAll(groups, group => Moments(group, perRow ? Array.ConvertAll(group, _ => 1f) : weights));
        return [.. rows.Select((row, r) => row.Select((value, unit) =>
        {
            var (mean, deviation) = moments[perRow ? r : unit];
            return dense[shift + unit] + (dense[scale + unit] * (value - mean) / deviation);
        }).ToArray())];
    }

    private static (double Mean, double Deviation) Moments(double[] values, float[] weights)
    {
        var total = weights.Sum(w => (double)w);
        var mean = values.Zip(weights, (value, weight) => value * weight).Sum() / total;
        return (mean, Math.Sqrt((values.Zip(weights, (value, weight) => (value - mean) * (value - mean) * weight).Sum() / total) + Tiny));
    }

    private double Activate(double z) => shape.Design.Activation switch
    {
        Activation.Relu => Math.Max(0, z),
        Activation.Tanh => Math.Tanh(z),
        _ => z * Normal(z),
    };

    private double RowLoss(double[] sums, float target) => shape.Design.Loss switch
    {
        NetworkLoss.SquaredError => (sums[0] - target) * (sums[0] - target) / 2,
        NetworkLoss.Logistic => Math.Log(1 + Math.Exp(target == 1 ? -sums[0] : sums[0])),
        _ => Math.Log(sums.Sum(s => Math.Exp(s))) - sums[(int)target],
    };

    /// <summary>The normal distribution function by its Taylor series, for small values.</summary>
    private static double Normal(double z)
    {
        double term = z, sum = z;
        for (var i = 1; i < 80; i++)
        {
            term *= z * z / ((2 * i) + 1);
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));
    }
}
