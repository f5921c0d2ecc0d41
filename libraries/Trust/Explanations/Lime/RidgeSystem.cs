namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>The normal equations (G + αI) b = c of a ridge fit on chosen features, factored as L Lᵀ.</summary>
/// <remarks>A feature that the ones before it determine (its pivot is lost in rounding) keeps the coefficient 0, as a feature that never varies does.</remarks>
internal sealed class RidgeSystem
{
    private const double LostPivot = 1e-13;

    private readonly WeightedMoments moments;
    private readonly int[] features;
    private readonly double[] factor;

    public RidgeSystem(WeightedMoments moments, int[] features, double alpha)
    {
        (this.moments, this.features) = (moments, features);
        factor = new double[features.Length * features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            for (var j = 0; j <= i; j++) factor[(i * features.Length) + j] = moments.Gram(features[i], features[j]) + (i == j ? alpha : 0);
        }

        Factor(factor, features.Length);
    }

    /// <summary>The coefficients for one output, in the order of the chosen features.</summary>
    public double[] Coefficients(int output)
    {
        var solution = Array.ConvertAll(features, feature => moments.Cross(output, feature));
        Solve(solution);
        return solution;
    }

    /// <summary>Replaces a right-hand side by its solution.</summary>
    public void Solve(Span<double> values)
    {
        var size = values.Length;
        for (var i = 0; i < size; i++)
        {
            var pivot = factor[(i * size) + i];
            var sum = values[i];
            for (var j = 0; j < i; j++) sum -= factor[(i * size) + j] * values[j];
            values[i] = pivot == 0 ? 0 : sum / pivot;
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var pivot = factor[(i * size) + i];
            var sum = values[i];
            for (var j = i + 1; j < size; j++) sum -= factor[(j * size) + i] * values[j];
            values[i] = pivot == 0 ? 0 : sum / pivot;
        }
    }

    private static void Factor(Span<double> lower, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var row = lower.Slice(i * size, i + 1);
            var diagonal = row[i];
            for (var j = 0; j <= i; j++)
            {
                var other = lower.Slice(j * size, j + 1);
                var sum = row[j];
                for (var k = 0; k < j; k++) sum -= row[k] * other[k];
                if (j < i) row[j] = other[j] == 0 ? 0 : sum / other[j];
                else row[i] = sum > LostPivot * diagonal ? Math.Sqrt(sum) : 0;
            }

            if (row[i] == 0) row.Clear();
        }
    }
}
