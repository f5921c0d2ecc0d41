using MlPlatform.Learning.Networks.Kernels;
using MlPlatform.Learning.Parallelism;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>What a fit works on and how, once data and options are known.</summary>
/// <param name="Shape">The dense layers.</param>
/// <param name="Layout">The embeddings.</param>
/// <param name="BatchSize">Rows of a mini-batch.</param>
/// <param name="DropoutRate">The share of hidden units that is dropped.</param>
/// <param name="Seed">What all randomness hangs on.</param>
/// <param name="Steps">The step sizes.</param>
internal sealed record NetworkTask(NetworkShape Shape, EmbeddingLayout Layout, int BatchSize, double DropoutRate, ulong Seed, StepSizes Steps);

/// <summary>Passes over the training rows, mini-batch by mini-batch, on one or more threads with the same result.</summary>
/// <remarks>
/// A mini-batch is cut into slices, whose number hangs on its size only. Threads claim slices; when all are done they claim ranges of
/// the parameters, add up the slices' gradients in order, and step.
/// </remarks>
internal sealed class EpochRunner : IEpochs
{
        private const int BatchesPerCheck = 4096;
    private const long WorkWorthAThread = 4_000_000;

    private readonly NetworkTask task;
    private readonly TrainingRows rows;
    private readonly NetworkParameters parameters;
    private readonly Optimizer optimizer;
    private readonly SliceWork slices;
    private readonly BlockPass[] passes;
    private readonly RowOrder order;
    private readonly int stepsPerEpoch;
    private double epochLoss;

    public EpochRunner(NetworkTask task, TrainingRows rows, NetworkParameters parameters, Optimizer optimizer, NetworkKernels kernels, int threads)
    {
        (this.task, this.rows, this.parameters, this.optimizer) = (task with { BatchSize = Math.Min(task.BatchSize, rows.Count) }, rows, parameters, optimizer);
        var mostSlices = NetworkBlock.Slices(this.task.BatchSize);
        slices = new SliceWork(this.task, rows, parameters, kernels, mostSlices);
        passes = [.. Enumerable.Range(0, UsefulThreads(threads, mostSlices)).Select(_ => new BlockPass(task.Shape, kernels, task.DropoutRate))];
        order = new RowOrder(rows.Count, task.Seed);
        stepsPerEpoch = (rows.Count + this.task.BatchSize - 1) / this.task.BatchSize;
        parameters.Transpose(0, task.Shape.WeightCount);
    }

    public static IEpochs Make(NetworkTask task, TrainingRows rows, NetworkParameters parameters, Optimizer optimizer, NetworkKernels kernels, int threads) =>
        new EpochRunner(task, rows, parameters, optimizer, kernels, threads);

    /// <inheritdoc/>
    public double Run(int epoch, CancellationToken cancellationToken)
    {
        order.Shuffle(epoch);
        epochLoss = 0;
        var bits = new SeededRandom(task.Seed, RandomStreams.Dropout(epoch)).NextUInt64();
        var key = new DropoutKey((uint)bits, (uint)(bits >> 32));
        for (var batch = 0; batch < stepsPerEpoch; batch += BatchesPerCheck)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (first, end) = (batch, Math.Min(stepsPerEpoch, batch + BatchesPerCheck));
            SpinCrew.Run(passes.Length, (member, crew) => RunBatches(member, crew, first..end, epoch, key));
        }

        return epochLoss;
    }

    private void RunBatches(int member, SpinCrew crew, Range batches, int epoch, DropoutKey key)
    {
        long end = 0;
        for (var index = batches.Start.Value; index < batches.End.Value; index++)
        {
            var start = index * task.BatchSize;
            var batch = new MiniBatch(order.Rows.Slice(start, Math.Min(task.BatchSize, rows.Count - start)), key.For(index));
            var count = NetworkBlock.Slices(batch.Rows.Length);
            var first = end;
            end += count;
            while (crew.TryClaim(end, out var slice))
            {
                slices.Run(batch, (int)(slice - first), count, passes[member]);
                crew.Finish();
            }

            crew.Await(end);
            first = end;
            end += passes.Length;
            while (crew.TryClaim(end, out var part))
            {
                Step(batch, (int)(part - first), count, ((long)(epoch - 1) * stepsPerEpoch) + index + 1);
                crew.Finish();
            }

            crew.Await(end);
        }
    }

    /// <summary>One of as many parts of a step as there are threads: a range of the dense parameters, and every so manieth embedding table.</summary>
    private void Step(MiniBatch batch, int part, int sliceCount, long step)
    {
        var numbers = optimizer.Numbers(step, task.Steps.At(step, stepsPerEpoch));
        var vectors = task.Shape.ParameterCount / Padding.Width;
        var from = NetworkBlock.Start(vectors, part, passes.Length) * Padding.Width;
        var to = NetworkBlock.Start(vectors, part + 1, passes.Length) * Padding.Width;
        var gradient = slices.Gradient(sliceCount, from, to);
        var decaying = Math.Clamp(task.Shape.WeightCount, from, to);
        StepDense(gradient[..(decaying - from)], from, numbers, decays: true);
        StepDense(gradient[(decaying - from)..], decaying, numbers, decays: false);
        parameters.Transpose(from, decaying);
        for (var table = part; table < slices.Embeddings.Length; table += passes.Length)
        {
            slices.Embeddings[table].Run(batch.Rows, rows, parameters.Embeddings, optimizer, numbers);
        }

        if (part != 0) return;
        epochLoss += slices.Loss(sliceCount);
        slices.Moments?.Join(sliceCount, parameters.RunningMeans, parameters.RunningVariances);
    }

    private void StepDense(ReadOnlySpan<float> gradient, int from, StepNumbers numbers, bool decays)
    {
        if (gradient.Length == 0) return;
        optimizer.StepDense(parameters.Dense.AsSpan(from, gradient.Length), gradient, from..(from + gradient.Length), numbers, decays);
    }

    /// <summary>Threads that would have little to do cost more than they bring.</summary>
    private int UsefulThreads(int threads, int mostSlices) =>
        (long)rows.Count * task.Shape.ParameterCount < WorkWorthAThread ? 1 : Math.Clamp(threads, 1, mostSlices);
}
