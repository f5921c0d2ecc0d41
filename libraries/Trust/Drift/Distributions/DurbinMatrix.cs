namespace MlPlatform.Trust.Drift.Distributions;

/// <summary>The exact distribution of Kolmogorov's distance as a power of a matrix (Durbin 1968; Marsaglia, Tsang and Wang 2003).</summary>
internal static class DurbinMatrix
{
    private const double Huge = 1e140;

    /// <summary>P(D_n &lt; d) = n! / n^n · (H^n)_kk with k = ⌈nd⌉ and H of order 2k − 1.</summary>
    public static double Probability(int n, double d)
    {
        var k = (int)Math.Ceiling(n * d);
        var order = (2 * k) - 1;
        var (power, exponent) = Power(Matrix(k, k - (n * d)), order, n);
        var value = power[((k - 1) * order) + k - 1];
        for (var i = 1; i <= n; i++)
        {
            value = value * i / n;
            if (value >= 1 / Huge) continue;
            value *= Huge;
            exponent--;
        }

        return value * Math.Pow(Huge, exponent);
    }

    private static double[] Matrix(int k, double h)
    {
        var order = (2 * k) - 1;
        var factorial = 1.0;
        var inverse = new double[order + 1];
        for (var j = 0; j <= order; j++)
        {
            inverse[j] = 1 / factorial;
            factorial *= j + 1;
        }

        var matrix = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            for (var j = 0; j <= Math.Min(i + 1, order - 1); j++) matrix[(i * order) + j] = inverse[i - j + 1];
        }

        for (var i = 0; i < order; i++)
        {
            var taken = Math.Pow(h, i + 1) * inverse[i + 1];
            matrix[i * order] -= taken;
            matrix[((order - 1) * order) + order - 1 - i] -= taken;
        }

        matrix[(order - 1) * order] += Math.Pow(Math.Max((2 * h) - 1, 0), order) * inverse[order];
        return matrix;
    }

    /// <summary>The power, divided by <see cref="Huge"/> to the exponent, so that it neither overflows nor vanishes.</summary>
    private static (double[] Matrix, int Exponent) Power(double[] matrix, int order, int n)
    {
        var (result, exponent) = ((double[])matrix.Clone(), 0);
        for (var bit = 30 - System.Numerics.BitOperations.LeadingZeroCount((uint)n); bit >= 0; bit--)
        {
            result = Multiply(result, result, order);
            exponent *= 2;
            if ((n >> bit & 1) == 1) result = Multiply(result, matrix, order);
            if (result[order * order / 2] <= Huge) continue;
            for (var i = 0; i < result.Length; i++) result[i] /= Huge;
            exponent++;
        }

        return (result, exponent);
    }

    private static double[] Multiply(double[] left, double[] right, int order)
    {
        var product = new double[order * order];
        for (var i = 0; i < order; i++)
        {
            var row = product.AsSpan(i * order, order);
            for (var l = 0; l < order; l++)
            {
                var factor = left[(i * order) + l];
                if (factor == 0) continue;
                var other = right.AsSpan(l * order, order);
                for (var j = 0; j < row.Length; j++) row[j] += factor * other[j];
            }
        }

        return product;
    }
}
