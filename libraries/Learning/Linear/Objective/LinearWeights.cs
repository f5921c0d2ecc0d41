using MlPlatform.Learning.Linear.Rows;

namespace MlPlatform.Learning.Linear.Objective;

/// <summary>Parameters as the passes read them: single precision, numbers filled up to whole groups, a 0 for "no feature is active".</summary>
internal sealed class LinearWeights(LinearLayout layout, int outputs)
{
    private readonly float[] numbers = new float[outputs * layout.PaddedNumbers];
    private readonly float[] all = new float[outputs * (layout.Stride + 1)];

    /// <summary>The weights of an output's numbers.</summary>
    public ReadOnlySpan<float> Numbers(int output) => numbers.AsSpan(output * layout.PaddedNumbers, layout.PaddedNumbers);

    /// <summary>All parameters of an output, then the 0.</summary>
    public ReadOnlySpan<float> All(int output) => all.AsSpan(output * (layout.Stride + 1), layout.Stride + 1);

    public float Intercept(int output) => All(output)[layout.Dimension];

    public void Set(ReadOnlySpan<double> parameters)
    {
        for (var output = 0; output < outputs; output++)
        {
            var own = parameters.Slice(output * layout.Stride, layout.Stride);
            var target = all.AsSpan(output * (layout.Stride + 1), layout.Stride);
            for (var i = 0; i < own.Length; i++) target[i] = (float)own[i];
            target[..layout.NumberFeatures.Length].CopyTo(numbers.AsSpan(output * layout.PaddedNumbers));
        }
    }
}
