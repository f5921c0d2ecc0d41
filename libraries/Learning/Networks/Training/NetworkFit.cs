using MlPlatform.Learning.Models;
using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Preprocessing;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>One fit: what it starts from, its epochs, and the models it makes.</summary>
internal sealed class NetworkFit
{
    private readonly NetworkOptions options;
    private readonly FitContext context;
    private readonly NetworkKernels kernels;
    private readonly NetworkFrame frame;
    private readonly NetworkParameters parameters;
    private readonly Optimizer optimizer;
    private readonly IEpochs epochs;
    private readonly StoppingRule stopping;
    private readonly Evaluation? validation;
    private readonly EmbeddingFill fill;
    private readonly int epochsDone;
    private NetworkParameters? best;

    private NetworkFit(TrainingData data, NetworkOptions options, FitContext context, NetworkKernels kernels, EpochsFactory makeEpochs)
    {
        (this.options, this.context, this.kernels) = (options, context, kernels);
        var outputs = NetworkLabels.Outputs(data, options);
        var start = StartModel.Check(context.Start, data, options, outputs);
        var (encoding, features) = Encode(data, start?.Frame.Encoding, context.Threads);
        frame = start is null ? NewFrame(data, encoding, outputs) : start.Frame with { Options = options };
        var rows = new TrainingRows(features, frame.Scale.Apply(data.Labels), NetworkLabels.Weights(data, options, outputs));
        fill = new EmbeddingFill(frame.Layout, rows);
        parameters = start?.Parameters.Copy() ?? NewParameters();
        var settings = new OptimizerSettings(options.Optimizer, options.Beta1, options.Beta2, options.Momentum, options.WeightDecay);
        optimizer = new Optimizer(settings, kernels, parameters.Dense.Length, parameters.Embeddings.Length);
        var state = start?.State;
        if (state is not null) optimizer.Restore(state);
        (epochsDone, best) = (state?.Epochs ?? 0, state?.Best);
        stopping = new StoppingRule(options.Patience, options.Tolerance, state?.Stopping ?? StoppingState.Start);
        var steps = new StepSizes(options.Schedule, options.LearningRate, epochsDone + options.Epochs, options.WarmUpEpochs, options.StepEpochs, options.StepFactor);
        var task = new NetworkTask(frame.Shape, frame.Layout, options.MiniBatchSize, options.DropoutRate, options.Seed, steps);
        epochs = makeEpochs(task, rows, parameters, optimizer, kernels, context.Threads);
        validation = context.Validation is { } held ? Evaluation.Of(held, frame, options, context.Threads) : null;
    }

    public static NetworkModel Run(TrainingData data, NetworkOptions options, FitContext context, NetworkKernels kernels, CancellationToken cancellationToken) =>
        Run(data, options, context, kernels, EpochRunner.Make, cancellationToken);

    /// <summary>A fit whose epochs are run by something else.</summary>
    public static NetworkModel Run(
        TrainingData data, NetworkOptions options, FitContext context, NetworkKernels kernels, EpochsFactory makeEpochs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new NetworkFit(data, options, context, kernels, makeEpochs).Run(data.RowCount, cancellationToken);
    }

    private NetworkModel Run(int rowCount, CancellationToken cancellationToken)
    {
        for (var round = 1; round <= options.Epochs && !stopping.ShouldStop; round++)
        {
            var loss = epochs.Run(epochsDone + round, cancellationToken) / rowCount;
            if (!double.IsFinite(loss))
            {
                throw new LearningException($"Training diverged in epoch {epochsDone + round}: the loss is not a number; lower the learning_rate.");
            }

            var heldLoss = validation?.Loss(new InferenceNetwork(frame.Shape, Filled(parameters), kernels));
            stopping.Offer(heldLoss ?? loss);
            if (heldLoss is not null && stopping.IsBest) best = parameters.Copy();
            Report(round, loss, heldLoss);
            if (context.StopEarly.IsCancellationRequested) break;
        }

        return new NetworkModel(frame, Filled(best ?? parameters), null);
    }

    private void Report(int round, double loss, double? heldLoss)
    {
        if (context.OnRound is not { } report) return;
        var done = epochsDone + round;
        report(new RoundReport(round, InLabelUnits(loss), heldLoss is { } held ? InLabelUnits(held) : null, () => Checkpoint(done)));
    }

    /// <summary>A squared error on the scale of the label.</summary>
    private double InLabelUnits(double loss) => loss * frame.Scale.Deviation * frame.Scale.Deviation;

    private NetworkModel Checkpoint(int epochsSoFar) =>
        new(frame, Filled(parameters), optimizer.Save(epochsSoFar, stopping.State, best));

    private NetworkParameters Filled(NetworkParameters source)
    {
        var copy = source.Copy();
        fill.Apply(copy.Embeddings);
        return copy;
    }

    private NetworkFrame NewFrame(TrainingData data, FeatureEncoding encoding, int outputs)
    {
        var layout = new EmbeddingLayout(encoding, texts => options.EmbeddingWidth ?? EmbeddingLayout.UsualWidth(texts));
        if (layout.InputWidth == 0) throw new LearningException("The feature columns hold nothing to learn from.");
        var design = new NetworkDesign(options.Activation, options.Normalization, options.Loss);
        var shape = new NetworkShape(layout.InputWidth, options.HiddenUnits, outputs, design);
        var scale = options.Loss == NetworkLoss.SquaredError ? LabelScale.Of(data) : LabelScale.None;
        return new NetworkFrame(encoding, layout, shape, scale, data.Label!, options);
    }

    private NetworkParameters NewParameters()
    {
        var fresh = new NetworkParameters(frame.Shape, new float[frame.Layout.Size]);
        fresh.Initialise(new SeededRandom(options.Seed, RandomStreams.Weights));
        fresh.InitialiseEmbeddings(frame.Layout, new SeededRandom(options.Seed, RandomStreams.Embeddings));
        return fresh;
    }

    private static (FeatureEncoding Encoding, float[] Features) Encode(TrainingData data, FeatureEncoding? known, int threads) => known is null
        ? FeatureEncoding.FitDense(data, new EncodingOptions { Categories = CategoryEncoding.Ordinal }, threads)
        : (known, known.EncodeDense(data.Features, threads));
}
