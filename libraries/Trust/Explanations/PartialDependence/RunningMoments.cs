namespace MlPlatform.Trust.Explanations.PartialDependence;

/// <summary>Weighted means and squared deviations of many cells, row by row; parts merge into the whole.</summary>
/// <remarks>West's update and Chan, Golub and LeVeque's merge: no difference of large sums is taken.</remarks>
internal sealed class RunningMoments(int cells)
{
    public double Weight { get; private set; }

    /// <summary>Σ w².</summary>
    public double SquaredWeights { get; private set; }

    public double[] Means { get; } = new double[cells];

    /// <summary>Σ w (v − mean)² by cell.</summary>
    public double[] Squares { get; } = new double[cells];

    public void Add(ReadOnlySpan<double> values, double weight)
    {
        if (weight == 0) return;
        Weight += weight;
        SquaredWeights += weight * weight;
        var share = weight / Weight;
        for (var cell = 0; cell < values.Length; cell++)
        {
            var step = values[cell] - Means[cell];
            Means[cell] += share * step;
            Squares[cell] += weight * step * (values[cell] - Means[cell]);
        }
    }

    public void Merge(RunningMoments other)
    {
        if (other.Weight == 0) return;
        var total = Weight + other.Weight;
        for (var cell = 0; cell < Means.Length; cell++)
        {
            var step = other.Means[cell] - Means[cell];
            Means[cell] += step * other.Weight / total;
            Squares[cell] += other.Squares[cell] + (step * step * Weight * other.Weight / total);
        }

        Weight = total;
        SquaredWeights += other.SquaredWeights;
    }
}
