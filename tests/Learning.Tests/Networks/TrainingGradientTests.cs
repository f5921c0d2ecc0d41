using MlPlatform.Learning.Networks;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Networks.Training;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Learning.Tests.Checks;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Networks;

/// <summary>One plain gradient step over all rows moves every parameter by minus the numerical derivative of the reference's loss.</summary>
public sealed class TrainingGradientTests
{
    private const int Rows = 24;
    private const double Step = 1e-4;
    private const double Near = 2e-4;

    public static TheoryData<Activation, Normalization, NetworkLoss> Designs
    {
        get
        {
            var designs = new TheoryData<Activation, Normalization, NetworkLoss>();
            foreach (var activation in Enum.GetValues<Activation>())
            {
                foreach (var normalization in Enum.GetValues<Normalization>())
                {
                    foreach (var loss in Enum.GetValues<NetworkLoss>()) designs.Add(activation, normalization, loss);
                }
            }

            return designs;
        }
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void Gradient_OfEveryParameter_IsThatOfFiniteDifferences(Activation activation, Normalization normalization, NetworkLoss loss)
    {
        var setting = new Setting(new NetworkDesign(activation, normalization, loss));
        var before = setting.Parameters.Copy();
        setting.RunEpochs(1);
        double[] dense = [.. before.Dense], embeddings = [.. before.Embeddings];
        Compare(dense, before.Dense, setting.Parameters.Dense, () => setting.ReferenceLoss(dense, embeddings));
        Compare(embeddings, before.Embeddings, setting.Parameters.Embeddings, () => setting.ReferenceLoss(dense, embeddings));
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Batch)]
    [InlineData(Normalization.Layer)]
    public void Steps_InTheSameBuffers_LeaveNothingBehind(Normalization normalization)
    {
        var design = new NetworkDesign(Activation.Gelu, normalization, NetworkLoss.Softmax);
        var (together, apart) = (new Setting(design), new Setting(design));
        together.RunEpochs(1, 2, 3);
        foreach (var epoch in new[] { 1, 2, 3 }) apart.RunEpochs(epoch);
        Assert.Equal(apart.Parameters.Dense, together.Parameters.Dense);
        Assert.Equal(apart.Parameters.Embeddings, together.Parameters.Embeddings);
        Assert.Equal(apart.Parameters.RunningMeans, together.Parameters.RunningMeans);
    }

    private static void Compare(double[] point, float[] before, float[] after, Func<double> loss)
    {
        for (var i = 0; i < point.Length; i++)
        {
            var value = point[i];
            point[i] = value + Step;
            var above = loss();
            point[i] = value - Step;
            var slope = (above - loss()) / (2 * Step);
            point[i] = value;
            Assert.InRange((double)before[i] - after[i], slope - Near, slope + Near);
        }
    }

    /// <summary>A small network over numbers, a boolean and a category with missing values; rows of different weights.</summary>
    private sealed class Setting
    {
        private readonly NetworkTask task;
        private readonly TrainingRows rows;
        private readonly ReferenceNetwork reference;

        public Setting(NetworkDesign design)
        {
            var learning = design.Loss switch
            {
                NetworkLoss.SquaredError => LearningTask.Regression,
                NetworkLoss.Logistic => LearningTask.Binary,
                _ => LearningTask.Multiclass,
            };
            var data = CheckData.Mixed(Rows, 3, learning);
            var (encoding, features) = FeatureEncoding.FitDense(data, new EncodingOptions { Categories = CategoryEncoding.Ordinal });
            var layout = new EmbeddingLayout(encoding, _ => 2);
            var shape = new NetworkShape(layout.InputWidth, [5, 4], design.Loss == NetworkLoss.Softmax ? 3 : 1, design);
            rows = new TrainingRows(
                features, Array.ConvertAll(data.Labels, label => (float)label), [.. Enumerable.Range(0, Rows).Select(row => 0.5f + (row % 3 * 0.5f))]);
            task = new NetworkTask(shape, layout, Rows, DropoutRate: 0, Seed: 1, new StepSizes(LearningRateSchedule.Constant, 1, 1, 0, 1, 1));
            Parameters = new NetworkParameters(shape, new float[layout.Size]);
            Parameters.Initialise(new SeededRandom(11));
            Parameters.InitialiseEmbeddings(layout, new SeededRandom(12));
            reference = new ReferenceNetwork(shape, layout);
        }

        public NetworkParameters Parameters { get; }

        /// <summary>Runs epochs of one step each, all in the same buffers.</summary>
        public void RunEpochs(params int[] epochs)
        {
            var optimizer = new Optimizer(
                new OptimizerSettings(NetworkOptimizer.Sgd, 0, 0, Momentum: 0, WeightDecay: 0), NetworkKernels.Best, Parameters.Dense.Length, Parameters.Embeddings.Length);
            var runner = new EpochRunner(task, rows, Parameters, optimizer, NetworkKernels.Best, threads: 1);
            foreach (var epoch in epochs) runner.Run(epoch, CancellationToken.None);
        }

        public double ReferenceLoss(double[] dense, double[] embeddings) =>
            reference.Loss(dense, embeddings, [.. Enumerable.Range(0, Rows).Select(row => rows.Row(row).ToArray())], rows.Targets, rows.Weights);
    }
}
