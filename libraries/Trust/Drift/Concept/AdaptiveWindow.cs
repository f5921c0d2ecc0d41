namespace MlPlatform.Trust.Drift.Concept;

/// <summary>ADWIN: a window that grows while its mean holds and loses its older part when two parts of it differ; it never warns.</summary>
/// <remarks>
/// Bifet and Gavaldà (2007), "Learning from time-changing data with adaptive windowing", with the variance bound of its ADWIN2: the window is
/// cut where |mean_0 − mean_1| &gt; √(2 m σ² ln(2 ln n / δ)) + ⅔ m ln(2 ln n / δ), with m = 1 / (n_0 − 4) + 1 / (n_1 − 4). The window is kept as an
/// exponential histogram of O(log n) buckets. Cuts are looked for at every 32nd value.
/// </remarks>
public sealed class AdaptiveWindow(AdaptiveWindowOptions? options = null) : IDriftDetector
{
    private const int LeastPart = 5;
    private const int LeastWidth = 10;

    private readonly AdaptiveWindowOptions settings = options ?? new AdaptiveWindowOptions();
    private readonly WindowBuckets buckets = new(options?.DropsOlderVariance ?? false);
    private double total;
    private double squares;
    private long seen;

    /// <summary>How many values the window holds.</summary>
    public long Width { get; private set; }

    /// <summary>The mean of the window; 0 where it is empty.</summary>
    public double Mean => Width == 0 ? 0 : total / Width;

    /// <summary>The variance of the window; 0 where it is empty.</summary>
    public double Variance => Width == 0 ? 0 : squares / Width;

    /// <summary>How many buckets stand for the window.</summary>
    public int BucketCount => buckets.Count;

    public DriftState Add(double value)
    {
        StreamValue.RequireFinite(value);
        if (Width > 0)
        {
            var distance = value - (total / Width);
            squares += Width * distance * distance / (Width + 1);
        }

        Width++;
        total += value;
        buckets.Add(value);
        if (++seen % settings.Clock != 0 || Width <= LeastWidth) return DriftState.Stable;

        var cut = false;
        while (IsToBeCut())
        {
            cut = true;
            DropOldest();
        }

        return cut ? DriftState.Drift : DriftState.Stable;
    }

    public void Reset()
    {
        buckets.Clear();
        (total, squares) = (0, 0);
        (Width, seen) = (0, 0);
    }

    /// <summary>Looks at every border between two buckets, oldest first, but for that behind the youngest bucket of each size.</summary>
    private bool IsToBeCut()
    {
        double older = 0, younger = Width, olderTotal = 0, youngerTotal = total;
        var logarithm = Math.Log(2 * Math.Log(Width) / settings.Confidence);
        for (var row = buckets.Rows - 1; row >= 0; row--)
        {
            double size = 1L << row;
            for (var k = 0; k < buckets.InRow(row) - 1; k++)
            {
                older += size;
                younger -= size;
                olderTotal += buckets.Total(row, k);
                youngerTotal -= buckets.Total(row, k);
                if (older < LeastPart || younger < LeastPart) continue;
                var m = (1 / (older - LeastPart + 1)) + (1 / (younger - LeastPart + 1));
                var bound = Math.Sqrt(2 * m * Variance * logarithm) + (2.0 / 3 * logarithm * m);
                if (Math.Abs((olderTotal / older) - (youngerTotal / younger)) > bound) return true;
            }
        }

        return false;
    }

    private void DropOldest()
    {
        var (size, bucketTotal, bucketSquares) = buckets.RemoveOldest();
        Width -= size;
        total -= bucketTotal;
        var distance = (bucketTotal / size) - (total / Width);
        squares -= bucketSquares + ((double)size * Width * distance * distance / (size + Width));
    }
}

/// <summary>How <see cref="AdaptiveWindow"/> judges.</summary>
public sealed record AdaptiveWindowOptions
{
    /// <summary>δ: about the chance that a window is cut although nothing changed.</summary>
    public double Confidence { get; init; } = 0.002;

    /// <summary>At which values cuts are looked for: every so many.</summary>
    public int Clock { get; init; } = 32;

    /// <summary>
    /// Whether joining two buckets forgets the older one's own variance, as scikit-multiflow does; river and the authors' MOA keep it.
    /// It moves later detections a little, because a dropped bucket then takes too little variance with it.
    /// </summary>
    public bool DropsOlderVariance { get; init; }
}
