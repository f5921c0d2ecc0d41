using MlPlatform.Learning.Networks.Kernels;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>How gradients become steps.</summary>
public enum NetworkOptimizer
{
    /// <summary>Steps scaled per parameter by running moments of its gradient; weight decay apart from them (AdamW).</summary>
    Adam,

    /// <summary>Gradient steps with momentum.</summary>
    Sgd,
}

/// <summary>The optimizer's settings.</summary>
internal sealed record OptimizerSettings(NetworkOptimizer Kind, double FirstDecay, double SecondDecay, double Momentum, double WeightDecay);

/// <summary>The moments of the parameters, and steps over ranges of them.</summary>
internal sealed class Optimizer
{
    private const double Tiny = 1e-8;

    private readonly OptimizerSettings settings;
    private readonly NetworkKernels kernels;

    public Optimizer(OptimizerSettings settings, NetworkKernels kernels, int denseCount, int embeddingCount)
    {
        (this.settings, this.kernels) = (settings, kernels);
        var seconds = settings.Kind == NetworkOptimizer.Adam;
        Firsts = new float[denseCount];
        Seconds = new float[seconds ? denseCount : 0];
        EmbeddingFirsts = new float[embeddingCount];
        EmbeddingSeconds = new float[seconds ? embeddingCount : 0];
    }

    // Mean gradients, or velocities.
    private float[] Firsts { get; }

    // Mean squared gradients of Adam.
    private float[] Seconds { get; }

    private float[] EmbeddingFirsts { get; }

    private float[] EmbeddingSeconds { get; }

    public TrainingState Save(int epochs, StoppingState stopping, NetworkParameters? best) =>
        new(epochs, [.. Firsts], [.. Seconds], [.. EmbeddingFirsts], [.. EmbeddingSeconds], stopping, best);

    public void Restore(TrainingState state)
    {
        state.Firsts.CopyTo(Firsts, 0);
        state.Seconds.CopyTo(Seconds, 0);
        state.EmbeddingFirsts.CopyTo(EmbeddingFirsts, 0);
        state.EmbeddingSeconds.CopyTo(EmbeddingSeconds, 0);
    }

    /// <summary>Steps a range of the dense parameters.</summary>
    public void StepDense(Span<float> weights, ReadOnlySpan<float> gradient, Range range, StepNumbers step, bool decays)
    {
        if (settings.Kind == NetworkOptimizer.Adam) kernels.Adam(weights, gradient, Firsts.AsSpan(range), Seconds.AsSpan(range), step.Adam(decays));
        else kernels.Momentum(weights, gradient, Firsts.AsSpan(range), step.Momentum(decays));
    }

    /// <summary>Steps one vector of an embedding.</summary>
    public void StepEmbedding(Span<float> vector, ReadOnlySpan<float> gradient, Range range, StepNumbers step)
    {
        if (settings.Kind == NetworkOptimizer.Adam)
        {
            kernels.Adam(vector, gradient, EmbeddingFirsts.AsSpan(range), EmbeddingSeconds.AsSpan(range), step.Adam(decays: true));
        }
        else kernels.Momentum(vector, gradient, EmbeddingFirsts.AsSpan(range), step.Momentum(decays: true));
    }

    /// <summary>The numbers of a step, counted from 1.</summary>
    public StepNumbers Numbers(long step, double rate)
    {
        var firstBias = 1 - Math.Pow(settings.FirstDecay, step);
        var secondBias = 1 - Math.Pow(settings.SecondDecay, step);
        var adam = new AdamNumbers(
            (float)settings.FirstDecay, (float)settings.SecondDecay, (float)(rate / firstBias), (float)(1 / Math.Sqrt(secondBias)), (float)Tiny, Shrink: 1);
        return new StepNumbers(adam, new MomentumNumbers((float)settings.Momentum, (float)rate, Shrink: 1), (float)(1 - (rate * settings.WeightDecay)));
    }
}

/// <summary>The numbers of one step, with and without weight decay.</summary>
internal readonly struct StepNumbers(AdamNumbers adam, MomentumNumbers momentum, float shrink)
{
    public AdamNumbers Adam(bool decays) => decays ? adam with { Shrink = shrink } : adam;

    public MomentumNumbers Momentum(bool decays) => decays ? momentum with { Shrink = shrink } : momentum;
}
