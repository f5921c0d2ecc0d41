using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Tests.Checks;

namespace MlPlatform.Learning.Tests.Networks;

public sealed class InputGradientTests
{
    private const double Step = 1e-4;
    private const double Near = 1e-4;

    public static TheoryData<string, string, LearningTask> Designs => new()
    {
        { "relu", "none", LearningTask.Binary },
        { "tanh", "none", LearningTask.Multiclass },
        { "gelu", "layer", LearningTask.Multiclass },
        { "tanh", "batch", LearningTask.Regression },
        { "gelu", "batch", LearningTask.Binary },
    };

    [Theory]
    [MemberData(nameof(Designs))]
    public void Gradient_OfTheRepresentation_IsThatOfFiniteDifferencesInDoubles(string activation, string normalization, LearningTask task)
    {
        var model = Fit(activation, normalization, task);
        var representation = new float[model.RepresentationWidth];
        model.Represent([0.4, -1.2, 0.7, 1, 1], representation);
        double[] point = [.. representation];
        for (var output = 0; output < model.Output.Width; output++)
        {
            var gradient = new double[point.Length];
            model.RepresentationGradient(representation, output, gradient);
            for (var i = 0; i < point.Length; i++)
            {
                var value = point[i];
                point[i] = value + Step;
                var above = Reference(model, point)[output];
                point[i] = value - Step;
                var slope = (above - Reference(model, point)[output]) / (2 * Step);
                point[i] = value;
                Assert.InRange(gradient[i], slope - Near, slope + Near);
            }
        }
    }

    [Fact]
    public void Gradient_OfARawNumber_IsThatOfTheScore()
    {
        const double RawStep = 1e-2;
        const double RawNear = 2e-3;
        var model = Fit("tanh", "none", LearningTask.Regression);
        double[] row = [0.4, -1.2, 0.7, 1, 1];
        var gradient = new double[model.RepresentationWidth];
        model.InputGradient(row, 0, gradient);
        foreach (var input in new[] { 0, 1, 2, 4 })
        {
            var (above, below) = ((double[])row.Clone(), (double[])row.Clone());
            above[input] += RawStep;
            below[input] -= RawStep;
            var slope = (model.ScoreOne(above) - model.ScoreOne(below)) / (2 * RawStep);
            Assert.InRange(gradient[model.RepresentationStart(input)], slope - RawNear, slope + RawNear);
        }
    }

    [Fact]
    public void Gradient_OfAMissingNumber_IsZero()
    {
        var model = Fit("tanh", "none", LearningTask.Regression);
        var gradient = new double[model.RepresentationWidth];
        model.InputGradient([0.4, double.NaN, 0.7, 1, 1], 0, gradient);
        Assert.Equal(0, gradient[model.RepresentationStart(1)]);
        Assert.NotEqual(0, gradient[model.RepresentationStart(0)]);
    }

    [Fact]
    public void Representation_OfARow_ScoresAsTheRow()
    {
        var model = Fit("gelu", "layer", LearningTask.Multiclass);
        double[] row = [0.4, double.NaN, 0.7, InputColumn.UnknownCode, 1];
        var representation = new float[model.RepresentationWidth];
        model.Represent(row, representation);
        var (expected, actual) = (new double[3], new double[3]);
        model.Score(row, expected);
        model.ScoreRepresentation(representation, actual);
        Assert.Equal(expected, actual);
    }

    private static NetworkModel Fit(string activation, string normalization, LearningTask task) => NetworkFits.Fit(
        NetworkFits.Data(task), ("activation", activation), ("normalization", normalization), ("hidden_units", "9,6"), ("epochs", "5"), ("learning_rate", "0.01"),
        ("predictor_type", task switch { LearningTask.Regression => "regressor", LearningTask.Multiclass => "multiclass_classifier", _ => "binary_classifier" }));

    /// <summary>The outputs in doubles, with the running moments of batch norm.</summary>
    private static double[] Reference(NetworkModel model, double[] point)
    {
        var frame = model.Frame;
        var served = new InferenceNetwork(frame.Shape, model.Parameters, Learning.Networks.Kernels.NetworkKernels.Best);
        var sums = new ReferenceNetwork(served.Shape, frame.Layout).Sums([.. served.Parameters.Dense], [point], [1])[0];
        return frame.Options.Loss switch
        {
            NetworkLoss.SquaredError => [(sums[0] * frame.Scale.Deviation) + frame.Scale.Mean],
            NetworkLoss.Logistic => [1 / (1 + Math.Exp(-sums[0]))],
            _ => [.. sums.Select(sum => Math.Exp(sum) / sums.Sum(Math.Exp))],
        };
    }
}
