using MlPlatform.Trust.Explanations;

namespace MlPlatform.Trust.Tests.Explanations;

/// <summary>How far sampled contributions lie from the exact ones over many seeds, beside the errors that they state.</summary>
/// <param name="Mean">Per feature, the mean difference.</param>
/// <param name="Square">Per feature, the mean squared difference.</param>
/// <param name="Stated">Per feature, the mean square of the stated standard error.</param>
internal sealed record SampledError(double[] Mean, double[] Square, double[] Stated)
{
    public static SampledError Over(int seeds, ReadOnlySpan<double> exact, Func<ulong, Explanation> explain)
    {
        var error = new SampledError(new double[exact.Length], new double[exact.Length], new double[exact.Length]);
        for (var seed = 0; seed < seeds; seed++)
        {
            var found = explain((ulong)seed);
            for (var i = 0; i < exact.Length; i++)
            {
                var gap = found.Row(0)[i] - exact[i];
                error.Mean[i] += gap / seeds;
                error.Square[i] += gap * gap / seeds;
                error.Stated[i] += found.StandardErrors![i] * found.StandardErrors[i] / seeds;
            }
        }

        return error;
    }
}
