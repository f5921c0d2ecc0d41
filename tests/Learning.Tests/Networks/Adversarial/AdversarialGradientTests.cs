using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Adversarial;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tests.Checks;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Networks.Adversarial;

/// <summary>One plain step over all rows moves every parameter by −(g_P − proj(g_P on g_A) − α g_A), both gradients found by finite differences of plain losses.</summary>
public sealed class AdversarialGradientTests
{
    private const int Rows = 24;
    private const double Shift = 1e-4;
    private const double Near = 3e-4;

    public static TheoryData<AdversaryGoal, Normalization, double, int> Settings
    {
        get
        {
            var settings = new TheoryData<AdversaryGoal, Normalization, double, int>();
            foreach (var goal in Enum.GetValues<AdversaryGoal>())
            {
                foreach (var normalization in new[] { Normalization.None, Normalization.Layer })
                {
                    settings.Add(goal, normalization, 0, 2);
                    settings.Add(goal, normalization, 0.7, 3);
                }
            }

            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Step_OfEveryParameter_IsTheProjectedGradientOfFiniteDifferences(AdversaryGoal goal, Normalization normalization, double weight, int groupCount)
    {
        var (data, groups) = Data(groupCount);
        var (encoding, features) = FeatureEncoding.FitDense(data, new EncodingOptions { Categories = CategoryEncoding.Ordinal });
        var layout = new EmbeddingLayout(encoding, _ => 2);
        var shape = new NetworkShape(layout.InputWidth, [5, 4], 1, new NetworkDesign(Activation.Tanh, normalization, NetworkLoss.Logistic));
        var rows = new TrainingRows(features, Array.ConvertAll(data.Labels, label => (float)label), [.. Enumerable.Range(0, Rows).Select(row => 0.5f + (row % 3 * 0.5f))]);
        var parameters = new NetworkParameters(shape, new float[layout.Size]);
        parameters.Initialise(new SeededRandom(11));
        parameters.InitialiseEmbeddings(layout, new SeededRandom(12));
        var before = parameters.Copy();
        var adversary = new Adversary(new AdversaryOptions { Goal = goal, Weight = weight }, groupCount, seed: 5);
        var guess = new PlainGuess(goal, [.. adversary.Parameters], groupCount);

        var task = new NetworkTask(shape, layout, Rows, DropoutRate: 0, Seed: 1, new StepSizes(LearningRateSchedule.Constant, 1, 1, 0, 1, 1));
        var optimizer = new Optimizer(new OptimizerSettings(NetworkOptimizer.Sgd, 0, 0, 0, 0), NetworkKernels.Best, parameters.Dense.Length, parameters.Embeddings.Length);
        new AdversarialEpochs(new AdversarialTask(task, rows, groups, adversary), parameters, optimizer, NetworkKernels.Best, threads: 1).Run(1, CancellationToken.None);

        var reference = new ReferenceNetwork(shape, layout);
        double[] point = [.. before.Dense, .. before.Embeddings];
        double[][] raw = [.. Enumerable.Range(0, Rows).Select(row => Array.ConvertAll(rows.Row(row).ToArray(), value => (double)value))];
        double[] Margins() => [.. reference.Sums(
            point[..before.Dense.Length],
            [.. raw.Select(row => reference.Input(Array.ConvertAll(row, value => (float)value), point[before.Dense.Length..]))], rows.Weights).Select(sums => sums[0])];
        var own = Slopes(point, () => Margins().Select((margin, row) => rows.Weights[row] * Math.Log(1 + Math.Exp(rows.Targets[row] == 1 ? -margin : margin))).Sum() / Rows);
        var other = Slopes(point, () => Margins().Select((margin, row) => rows.Weights[row] * guess.Loss(margin, rows.Targets[row], groups[row])).Sum() / Rows);
        var factor = (own.Zip(other, (p, a) => p * a).Sum() / other.Sum(a => a * a)) + weight;

        float[] start = [.. before.Dense, .. before.Embeddings], end = [.. parameters.Dense, .. parameters.Embeddings];
        for (var i = 0; i < point.Length; i++) Assert.InRange((double)start[i] - end[i], own[i] - (factor * other[i]) - Near, own[i] - (factor * other[i]) + Near);
        Assert.Contains(other, slope => Math.Abs(slope) > 10 * Near);
    }

    [Theory]
    [InlineData(AdversaryGoal.DemographicParity, 2)]
    [InlineData(AdversaryGoal.EqualizedOdds, 3)]
    public void AdversaryGradient_OfEveryParameter_IsThatOfFiniteDifferences(AdversaryGoal goal, int groupCount)
    {
        var adversary = new Adversary(new AdversaryOptions { Goal = goal }, groupCount, seed: 8);
        foreach (var (margin, label, group) in new[] { (0.8, 1.0, 0), (-1.7, 0.0, 1), (0.1, 0.0, groupCount - 1) })
        {
            var gradient = new double[adversary.Parameters.Length];
            var loss = adversary.Row(margin, label, group, 2, gradient, out var slope);
            double[] point = [.. adversary.Parameters];
            Assert.Equal(new PlainGuess(goal, point, groupCount).Loss(margin, label, group), loss, 12);
            var expected = Slopes(point, () => 2 * new PlainGuess(goal, point, groupCount).Loss(margin, label, group));
            for (var i = 0; i < point.Length; i++) Assert.Equal(expected[i], gradient[i], 6);
            double[] place = [margin];
            Assert.Equal(Slopes(place, () => 2 * new PlainGuess(goal, point, groupCount).Loss(place[0], label, group))[0], slope, 6);
        }
    }

    private static double[] Slopes(double[] point, Func<double> loss)
    {
        var slopes = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var value = point[i];
            point[i] = value + Shift;
            var above = loss();
            point[i] = value - Shift;
            slopes[i] = (above - loss()) / (2 * Shift);
            point[i] = value;
        }

        return slopes;
    }

    private static (TrainingData Data, int[] Groups) Data(int groupCount) =>
        (CheckData.Mixed(Rows, 3, LearningTask.Binary), [.. Enumerable.Range(0, Rows).Select(row => (row * 7 % 5) % groupCount)]);

    /// <summary>The adversary's loss in plain words.</summary>
    private sealed class PlainGuess(AdversaryGoal goal, double[] parameters, int groups)
    {
        public double Loss(double margin, double label, int group)
        {
            var chance = 1 / (1 + Math.Exp(-(1 + Math.Abs(parameters[0])) * margin));
            double[] seen = goal == AdversaryGoal.EqualizedOdds ? [chance, chance * label, chance * (1 - label)] : [chance];
            double[] scores = [.. Enumerable.Range(0, groups).Select(k => seen.Select((value, f) => value * parameters[1 + (k * (seen.Length + 1)) + f]).Sum() + parameters[1 + (k * (seen.Length + 1)) + seen.Length])];
            return Math.Log(scores.Sum(Math.Exp)) - scores[group];
        }
    }
}
