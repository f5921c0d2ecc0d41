using MlPlatform.Learning.Networks.Training;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Networks.Adversarial;

/// <summary>Guesses the group from the network's margin, and, for equalised odds, from the label.</summary>
/// <remarks>
/// s = σ((1 + |c|) · margin); features (s), or (s, s·y, s·(1 − y)) with the label; the groups' chances are the softmax of U·features + b.
/// Parameters lie in one array: c, then per group its row of U and its b.
/// </remarks>
internal sealed class Adversary
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Tiny = 1e-8;

    private readonly AdversaryOptions options;
    private readonly int groups;
    private readonly int features;
    private readonly double[] firsts;
    private readonly double[] seconds;
    private int steps;

    public Adversary(AdversaryOptions options, int groups, ulong seed)
    {
        (this.options, this.groups) = (options, groups);
        features = options.Goal == AdversaryGoal.EqualizedOdds ? 3 : 1;
        Parameters = new double[1 + (groups * (features + 1))];
        (firsts, seconds) = (new double[Parameters.Length], new double[Parameters.Length]);
        var random = new SeededRandom(seed, RandomStreams.Adversary);
        var bound = Math.Sqrt(6.0 / (features + groups));
        for (var i = 1; i < Parameters.Length; i++) Parameters[i] = bound * ((2 * random.NextDouble()) - 1);
        Parameters[0] = 1;
    }

    public double[] Parameters { get; }

    /// <summary>α.</summary>
    public double Weight => options.Weight;

    /// <summary>The loss of one row; adds the gradient by the parameters and gives that by the margin.</summary>
    /// <param name="margin">The network's output.</param>
    /// <param name="label">0 or 1.</param>
    /// <param name="group">The true group.</param>
    /// <param name="factor">What the row's gradients are multiplied by.</param>
    /// <param name="gradient">As <see cref="Parameters"/>.</param>
    /// <param name="slope">The derivative by the margin, times the factor.</param>
    public double Row(double margin, double label, int group, double factor, Span<double> gradient, out double slope)
    {
        var stretch = 1 + Math.Abs(Parameters[0]);
        var chance = 1 / (1 + Math.Exp(-stretch * margin));
        Span<double> seen = stackalloc double[3];
        (seen[0], seen[1], seen[2]) = (chance, chance * label, chance * (1 - label));
        Span<double> shares = groups <= 64 ? stackalloc double[groups] : new double[groups];
        var loss = -Math.Log(Softmax(seen, shares, group));
        var byChance = 0.0;
        for (var k = 0; k < groups; k++)
        {
            var place = 1 + (k * (features + 1));
            var delta = factor * (shares[k] - (k == group ? 1 : 0));
            for (var f = 0; f < features; f++) gradient[place + f] += delta * seen[f];
            gradient[place + features] += delta;
            byChance += delta * (features == 1 ? Parameters[place] : Parameters[place] + (Parameters[place + 1] * label) + (Parameters[place + 2] * (1 - label)));
        }

        var byStretched = byChance * chance * (1 - chance);
        gradient[0] += byStretched * margin * Math.Sign(Parameters[0]);
        slope = byStretched * stretch;
        return loss;
    }

    /// <summary>One step of Adam.</summary>
    public void Step(ReadOnlySpan<double> gradient)
    {
        steps++;
        double firstBias = 1 - Math.Pow(FirstDecay, steps), secondBias = 1 - Math.Pow(SecondDecay, steps);
        for (var i = 0; i < gradient.Length; i++)
        {
            firsts[i] = (FirstDecay * firsts[i]) + ((1 - FirstDecay) * gradient[i]);
            seconds[i] = (SecondDecay * seconds[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            Parameters[i] -= options.LearningRate * firsts[i] / firstBias / (Math.Sqrt(seconds[i] / secondBias) + Tiny);
        }
    }

    /// <summary>The groups' chances; returns that of one.</summary>
    private double Softmax(ReadOnlySpan<double> seen, Span<double> shares, int group)
    {
        var largest = double.NegativeInfinity;
        for (var k = 0; k < groups; k++)
        {
            var place = 1 + (k * (features + 1));
            shares[k] = Parameters[place + features];
            for (var f = 0; f < features; f++) shares[k] += Parameters[place + f] * seen[f];
            largest = Math.Max(largest, shares[k]);
        }

        var total = 0.0;
        foreach (ref var share in shares) total += share = Math.Exp(share - largest);
        foreach (ref var share in shares) share /= total;
        return shares[group];
    }
}
