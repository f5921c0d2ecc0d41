using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class NormalizationTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void BatchNorm_InTraining_GivesUnitsOfMeanZeroAndVarianceOne(string width)
    {
        const int Rows = 50, Units = 16;
        var (values, normalised) = (Widths.Random(Rows * Units, 1, scale: 5), new float[Rows * Units]);
        var shares = Enumerable.Repeat(1f / Rows, Rows).ToArray();
        var moments = new BatchMoments(new float[Units], new float[Units]);
        Widths.Of(width).BatchNorm(values, normalised, moments, shares, [.. Enumerable.Repeat(2f, Units)], [.. Enumerable.Repeat(3f, Units)]);
        for (var unit = 0; unit < Units; unit++)
        {
            var column = Enumerable.Range(0, Rows).Select(row => (double)values[(row * Units) + unit]).ToArray();
            Assert.Equal(3, column.Average(), 4);
            Assert.Equal(4, column.Select(v => (v - 3) * (v - 3)).Average(), 3);
        }
    }

    [Fact]
    public void BatchNorm_Served_UsesRunningMoments()
    {
        // One unit without activation to speak of: tanh of a small number. scale × (w·x + b - mean) / sqrt(variance + 1e-5) + shift.
        var shape = new NetworkShape(1, [1], 1, new NetworkDesign(Activation.Relu, Normalization.Batch, NetworkLoss.SquaredError));
        var trained = new NetworkParameters(shape, []);
        trained.Dense[shape.Weights(0).Start.Value] = 3;
        trained.Dense[shape.Bias(0).Start.Value] = 0.5f;
        trained.Dense[shape.NormScale(0).Start.Value] = 2;
        trained.Dense[shape.NormShift(0).Start.Value] = 0.25f;
        trained.Dense[shape.Weights(1).Start.Value] = 1;
        trained.RunningMeans[0] = 1;
        trained.RunningVariances[0] = 4;
        var network = new InferenceNetwork(shape, trained, NetworkKernels.Best);
        var expected = (2 * ((3 * 1.5) + 0.5 - 1) / Math.Sqrt(4 + 1e-5)) + 0.25;
        Assert.Equal(expected, network.Run([1.5f], 1, new float[network.ScratchLength(1)])[0], 5);
    }

    [Fact]
    public void BatchNorm_RunningMoments_ComeToThoseOfTheData()
    {
        // With no hidden change (rate ~ 0) the running moments settle at the moments of the first layer's sums.
        var data = NetworkFits.Data(rows: 256);
        var model = NetworkFits.Fit(data, ("normalization", "batch"), ("hidden_units", "4"), ("epochs", "60"), ("learning_rate", "1e-7"), ("wd", "0"), ("early_stopping_patience", "60"), ("mini_batch_size", "64"));
        var sums = FirstSums(model, data.Features);
        const double Near = 0.15;
        for (var unit = 0; unit < 4; unit++)
        {
            var column = sums.Select(row => row[unit]).ToArray();
            var mean = column.Average();
            var variance = column.Select(v => (v - mean) * (v - mean)).Average();
            Assert.InRange(model.Parameters.RunningMeans[unit], mean - Near, mean + Near);
            Assert.InRange(model.Parameters.RunningVariances[unit], variance * (1 - Near), variance * (1 + Near));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void LayerNorm_GivesRowsOfMeanZeroAndVarianceOne(string width)
    {
        const int Rows = 3, Units = 21;
        var stride = Padding.Of(Units);
        var (values, normalised) = (Widths.Rows(Rows, Units, 1, scale: 5), new float[Rows * stride]);
        Widths.Of(width).LayerNorm(values, normalised, new float[Rows], Widths.Rows(1, Units, 2), new float[stride], Units);
        for (var row = 0; row < Rows; row++)
        {
            var units = normalised.AsSpan(row * stride, Units).ToArray();
            Assert.Equal(0, units.Average(), 5);
            Assert.Equal(1, units.Select(v => (double)v * v).Average(), 4);
            Assert.All(normalised.AsSpan((row * stride) + Units, stride - Units).ToArray(), padding => Assert.Equal(0, padding));
        }
    }

    private static double[][] FirstSums(NetworkModel model, Table features)
    {
        var rows = new TableRows(features, model.Inputs);
        var (shape, raw, input) = (model.Frame.Shape, new double[rows.Width], new float[model.RepresentationWidth]);
        var weights = model.Parameters[shape.Weights(0)].ToArray();
        return [.. Enumerable.Range(0, rows.RowCount).Select(row =>
        {
            rows.Fill(row, raw);
            model.Represent(raw, input);
            return Enumerable.Range(0, 4).Select(unit => model.Parameters[shape.Bias(0)][unit]
                + input.Select((x, i) => (double)x * weights[(i * shape.Layers[0].Stride) + unit]).Sum()).ToArray();
        })];
    }
}
