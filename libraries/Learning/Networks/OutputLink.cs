using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Networks;

/// <summary>From the last layer's sums to a model's outputs: a number on the label's scale, or probabilities.</summary>
internal sealed class OutputLink(NetworkLoss loss, LabelScale scale, int outputs)
{
    public OutputKind Kind => loss switch
    {
        NetworkLoss.SquaredError => OutputKind.Number,
        NetworkLoss.Logistic => OutputKind.Probability,
        _ => OutputKind.ClassProbabilities,
    };

    /// <summary>The outputs of padded rows of sums.</summary>
    public void Apply(ReadOnlySpan<float> sums, int stride, Span<double> target)
    {
        for (int start = 0, at = 0; at < target.Length; start += stride, at += outputs)
        {
            if (loss == NetworkLoss.Softmax) Softmax(sums.Slice(start, outputs), target.Slice(at, outputs));
            else target[at] = loss == NetworkLoss.Logistic ? Logistic(sums[start]) : (sums[start] * scale.Deviation) + scale.Mean;
        }
    }

    /// <summary>The derivatives of one output with respect to the sums that it came from.</summary>
    public void Slopes(ReadOnlySpan<double> values, int output, Span<float> slopes)
    {
        slopes.Clear();
        switch (loss)
        {
            case NetworkLoss.SquaredError:
                slopes[0] = (float)scale.Deviation;
                break;
            case NetworkLoss.Logistic:
                slopes[0] = (float)(values[0] * (1 - values[0]));
                break;
            default:
                for (var k = 0; k < outputs; k++) slopes[k] = (float)(values[output] * ((k == output ? 1 : 0) - values[k]));
                break;
        }
    }

    private static double Logistic(double margin)
    {
        var small = Math.Exp(-Math.Abs(margin));
        return (margin >= 0 ? 1 : small) / (1 + small);
    }

    private static void Softmax(ReadOnlySpan<float> sums, Span<double> target)
    {
        var largest = sums[0];
        foreach (var sum in sums) largest = Math.Max(largest, sum);
        double total = 0;
        for (var k = 0; k < target.Length; k++) total += target[k] = Math.Exp((double)sums[k] - largest);
        foreach (ref var probability in target) probability /= total;
    }
}
