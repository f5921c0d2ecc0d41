namespace MlPlatform.Learning.Metrics;

/// <summary>Scores of two classes sorted once: every threshold with what lies at or above it, and all figures that follow from the order.</summary>
/// <remarks>Rows without weight count nowhere. A figure that needs a class which has no rows is NaN.</remarks>
public sealed class RankedScores
{
    private readonly double[] thresholds;
    private readonly double[] ones;
    private readonly double[] zeros;
    private readonly int count;

    private RankedScores(double[] thresholds, double[] ones, double[] zeros, int count)
    {
        this.thresholds = thresholds;
        this.ones = ones;
        this.zeros = zeros;
        this.count = count;
    }

    /// <summary>The different scores, from the highest.</summary>
    public ReadOnlySpan<double> Thresholds => thresholds.AsSpan(0, count);

    /// <summary>Per threshold, the weight of the ones that score at or above it.</summary>
    public ReadOnlySpan<double> Ones => ones.AsSpan(0, count);

    /// <summary>Per threshold, the weight of the zeros that score at or above it.</summary>
    public ReadOnlySpan<double> Zeros => zeros.AsSpan(0, count);

    public double TotalOnes => count == 0 ? 0 : ones[count - 1];

    public double TotalZeros => count == 0 ? 0 : zeros[count - 1];

    /// <summary>The share of pairs of a 1 and a 0 that the scores put in order; a tie counts half.</summary>
    public double RocAuc
    {
        get
        {
            double area = 0, onesAbove = 0, zerosAbove = 0;
            for (var i = 0; i < count; i++)
            {
                area += (zeros[i] - zerosAbove) * (ones[i] + onesAbove);
                (onesAbove, zerosAbove) = (ones[i], zeros[i]);
            }

            return area / (2 * onesAbove * zerosAbove);
        }
    }

    /// <summary>The mean precision over the ones, each at its own score: the area under the steps of the precision-recall curve.</summary>
    public double AveragePrecision
    {
        get
        {
            double sum = 0, onesAbove = 0;
            for (var i = 0; i < count; i++)
            {
                sum += (ones[i] - onesAbove) * (ones[i] / (ones[i] + zeros[i]));
                onesAbove = ones[i];
            }

            return sum / onesAbove;
        }
    }

    /// <summary>The area under the precision-recall curve with the interpolation of Davis and Goadrich (2006), as XGBoost's aucpr.</summary>
    public double PrecisionRecallAuc
    {
        get
        {
            double area = 0, onesAbove = 0, zerosAbove = 0;
            for (var i = 0; i < count; i++)
            {
                area += InterpolatedArea(onesAbove, ones[i], zerosAbove, zeros[i]);
                (onesAbove, zerosAbove) = (ones[i], zeros[i]);
            }

            return area / onesAbove;
        }
    }

    /// <summary>Kolmogorov and Smirnov's distance: the most by which recall exceeds the false positive rate, or falls below it.</summary>
    public double KolmogorovSmirnov
    {
        get
        {
            var most = TotalOnes > 0 && TotalZeros > 0 ? 0 : double.NaN;
            for (var i = 0; i < count; i++) most = Math.Max(most, Math.Abs((ones[i] / TotalOnes) - (zeros[i] / TotalZeros)));
            return most;
        }
    }

    /// <summary>The share of all ones among the highest-scoring share of rows; within a tie evenly spread.</summary>
    public double GainAt(double share)
    {
        var target = share * (TotalOnes + TotalZeros);
        double onesAbove = 0, above = 0;
        for (var i = 0; i < count; i++)
        {
            var upTo = ones[i] + zeros[i];
            if (upTo >= target) return (onesAbove + ((ones[i] - onesAbove) * (target - above) / (upTo - above))) / TotalOnes;
            (onesAbove, above) = (ones[i], upTo);
        }

        return onesAbove / TotalOnes;
    }

    /// <summary>How many times as frequent ones are among the highest-scoring share of rows as among all.</summary>
    public double LiftAt(double share) => GainAt(share) / share;

    /// <summary>False and true positive rate at every threshold, from (0, 0) at infinity on.</summary>
    public IReadOnlyList<CurvePoint> RocCurve()
    {
        var points = new List<CurvePoint>(count + 1) { new(double.PositiveInfinity, 0, 0) };
        for (var i = 0; i < count; i++) points.Add(new CurvePoint(thresholds[i], zeros[i] / TotalZeros, ones[i] / TotalOnes));
        return points;
    }

    /// <summary>Recall and precision at every threshold, from the highest on.</summary>
    public IReadOnlyList<CurvePoint> PrecisionRecallCurve()
    {
        var points = new List<CurvePoint>(count);
        for (var i = 0; i < count; i++) points.Add(new CurvePoint(thresholds[i], ones[i] / TotalOnes, ones[i] / (ones[i] + zeros[i])));
        return points;
    }

    /// <param name="scores">Higher for class 1; no NaN.</param>
    /// <param name="labels">0 or 1.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    public static RankedScores Of(ReadOnlySpan<double> scores, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(scores.Length, labels.Length, weights.Length);
        var sorted = new double[scores.Length];
        var signed = new double[scores.Length];
        var used = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0) continue;
            if (double.IsNaN(scores[i])) throw new LearningException($"The score of row {i + 1} is not a number.");
            sorted[used] = scores[i];
            signed[used++] = labels[i] == 1 ? weight : -weight;
        }

        Array.Sort(sorted, signed, 0, used);
        return Cumulate(sorted, signed, used);
    }

    /// <summary>Sums the ascending rows from the top, into the same arrays: at position n at most n + 1 rows have been read.</summary>
    private static RankedScores Cumulate(double[] sorted, double[] signed, int used)
    {
        Array.Reverse(sorted, 0, used);
        Array.Reverse(signed, 0, used);
        var zeros = new double[used];
        double onesAbove = 0, zerosAbove = 0;
        var count = 0;
        for (var i = 0; i < used; i++)
        {
            var (score, weight) = (sorted[i], signed[i]);
            if (weight > 0) onesAbove += weight;
            else zerosAbove -= weight;
            if (i + 1 < used && sorted[i + 1] == score) continue;
            sorted[count] = score;
            signed[count] = onesAbove;
            zeros[count++] = zerosAbove;
        }

        return new RankedScores(sorted, signed, zeros, count);
    }

    /// <summary>∫ t / (t + f) dt where the false positives f grow linearly with the true ones t.</summary>
    private static double InterpolatedArea(double onesFrom, double onesTo, double zerosFrom, double zerosTo)
    {
        if (onesTo == onesFrom) return 0;
        var slope = (zerosTo - zerosFrom) / (onesTo - onesFrom);
        var a = 1 + slope;
        var b = zerosFrom - (slope * onesFrom);
        var linear = (onesTo - onesFrom) / a;
        return b == 0 ? linear : linear - (b / (a * a) * Math.Log(((a * onesTo) + b) / ((a * onesFrom) + b)));
    }
}

/// <summary>A point of a curve: at a threshold, what is plotted from left to right and from bottom to top.</summary>
public readonly record struct CurvePoint(double Threshold, double X, double Y);
