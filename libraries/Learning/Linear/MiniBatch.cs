using MlPlatform.Tables;

namespace MlPlatform.Learning.Linear;

/// <summary>Mini-batch steps, plain or Adam, with l1 as a soft threshold after each step. An epoch visits every row once.</summary>
internal sealed class MiniBatch(LinearObjective objective, LinearLearnerOptions options, double[] parameters)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Tiny = 1e-8;

    private readonly double[] first = new double[parameters.Length];
    private readonly double[] second = new double[parameters.Length];
    private readonly double[] gradient = new double[parameters.Length];
    private readonly int[] order = [.. Enumerable.Range(0, objective.Rows.Count)];
    private int steps;
    private ulong epochs;

    public double[] Parameters => parameters;

    public void Epoch()
    {
        new SeededRandom(options.Seed, ++epochs).Shuffle(order.AsSpan());
        for (var start = 0; start < order.Length; start += options.MiniBatchSize)
        {
            var batch = order.AsSpan(start, Math.Min(options.MiniBatchSize, order.Length - start));
            objective.BatchGradient(parameters, gradient, batch);
            steps++;
            if (options.Optimizer == LinearOptimizer.Adam) AdamStep();
            else PlainStep();
        }
    }

    private void PlainStep()
    {
        for (var i = 0; i < parameters.Length; i++) Move(i, options.LearningRate * gradient[i], options.LearningRate);
    }

    private void AdamStep()
    {
        var firstBias = 1 - Math.Pow(FirstDecay, steps);
        var secondBias = 1 - Math.Pow(SecondDecay, steps);
        for (var i = 0; i < parameters.Length; i++)
        {
            first[i] = (FirstDecay * first[i]) + ((1 - FirstDecay) * gradient[i]);
            second[i] = (SecondDecay * second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            var rate = options.LearningRate / (Math.Sqrt(second[i] / secondBias) + Tiny);
            Move(i, rate * first[i] / firstBias, options.LearningRate);
        }
    }

    private void Move(int index, double step, double rate)
    {
        var moved = parameters[index] - step;
        var isIntercept = index == parameters.Length - 1;
        parameters[index] = isIntercept || options.L1 == 0
            ? moved
            : Math.Sign(moved) * Math.Max(0, Math.Abs(moved) - (rate * options.L1));
    }
}
