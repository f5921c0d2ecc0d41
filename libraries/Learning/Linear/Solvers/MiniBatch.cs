using MlPlatform.Learning.Linear.Objective;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear.Solvers;

/// <summary>Mini-batch steps, plain or Adam, with l1 as a soft threshold after each step. An epoch visits every row once.</summary>
/// <remarks>
/// Many rows are shuffled once in memory; each epoch then shuffles runs of neighbours, since every jump to a row elsewhere waits for
/// the memory longer than learning from it takes.
/// </remarks>
internal sealed class MiniBatch : ILinearSolver
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Tiny = 1e-8;
    private const int BatchesPerCheck = 256;
    private const int MostRowsInCache = 1 << 14;
    private const int LongRun = 16;

    private readonly LinearObjective objective;
    private readonly LinearLearnerOptions options;
    private readonly BatchSums sums;
    private readonly LinearWeights weights;
    private readonly double[] first;
    private readonly double[] second;
    private readonly double[] gradient;
    private readonly int[] runs;
    private readonly int runLength;
    private readonly int[] order;
    private int steps;
    private ulong epochs;

    public MiniBatch(LinearObjective objective, LinearLearnerOptions options, double[] parameters)
    {
        (this.objective, this.options) = (objective, options);
        Parameters = parameters;
        weights = new LinearWeights(objective.Rows.Layout, objective.Kernels.Loss.Outputs);
        first = new double[parameters.Length];
        second = new double[parameters.Length];
        gradient = new double[parameters.Length];
        order = [.. Enumerable.Range(0, objective.Rows.Count)];
        runLength = order.Length > MostRowsInCache ? LongRun : 1;
        runs = [.. Enumerable.Range(0, (order.Length + runLength - 1) / runLength)];
        if (runLength > 1) new SeededRandom(options.Seed).Shuffle(order.AsSpan());
        sums = new BatchSums(objective.Rows, objective.Kernels, order);
    }

    public double[] Parameters { get; }

    public double MeanLoss { get; private set; }

    public bool IsDescent => false;

    public bool Step(CancellationToken cancellationToken)
    {
        ShuffleRuns();
        for (var start = 0; start < order.Length; start += options.MiniBatchSize)
        {
            if (steps % BatchesPerCheck == 0) cancellationToken.ThrowIfCancellationRequested();
            weights.Set(Parameters);
            sums.Run(order.AsSpan(start, Math.Min(options.MiniBatchSize, order.Length - start)), weights);
            objective.BatchGradient(sums, Parameters, gradient);
            steps++;
            if (options.Optimizer == LinearOptimizer.Adam) AdamStep();
            else PlainStep();
        }

        MeanLoss = objective.MeanLoss(Parameters);
        return true;
    }

    private void ShuffleRuns()
    {
        new SeededRandom(options.Seed, ++epochs).Shuffle(runs.AsSpan());
        var next = 0;
        foreach (var run in runs)
        {
            var end = Math.Min((run + 1) * runLength, order.Length);
            for (var place = run * runLength; place < end; place++) order[next++] = place;
        }
    }

    private void PlainStep()
    {
        for (var i = 0; i < gradient.Length; i++) Move(i, options.LearningRate * gradient[i], options.LearningRate);
    }

    private void AdamStep()
    {
        var firstBias = 1 - Math.Pow(FirstDecay, steps);
        var secondBias = 1 - Math.Pow(SecondDecay, steps);
        for (var i = 0; i < gradient.Length; i++)
        {
            first[i] = (FirstDecay * first[i]) + ((1 - FirstDecay) * gradient[i]);
            second[i] = (SecondDecay * second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            var rate = options.LearningRate / (Math.Sqrt(second[i] / secondBias) + Tiny);
            Move(i, rate * first[i] / firstBias, options.LearningRate);
        }
    }

    private void Move(int index, double step, double rate)
    {
        var moved = Parameters[index] - step;
        Parameters[index] = options.L1 == 0 || objective.IsIntercept(index) ? moved : CoordinateDescent.Shrink(moved, rate * options.L1);
    }
}
