namespace MlPlatform.Learning.Preprocessing;

/// <summary>Weight, sum and sum of squares of the label (or of each class's indicator) per category slot.</summary>
/// <remarks>After Micci-Barreca, "A preprocessing scheme for high-cardinality categorical attributes", 2001.</remarks>
internal sealed class TargetStatistics(int slots, int outputs)
{
    private readonly double[] weights = new double[slots];
    private readonly double[] sums = new double[slots * outputs];
    private readonly double[] squares = new double[slots * outputs];

    /// <summary>One number for a regression or two classes, else one per class.</summary>
    public static int Outputs(EncodingOptions options) => options.Classes > 2 ? options.Classes : 1;

    public void Add(int slot, double label, double weight)
    {
        weights[slot] += weight;
        if (outputs == 1)
        {
            sums[slot] += weight * label;
            squares[slot] += weight * label * label;
            return;
        }

        sums[(slot * outputs) + (int)label] += weight;
        squares[(slot * outputs) + (int)label] += weight;
    }

    public void Add(TargetStatistics other)
    {
        for (var i = 0; i < weights.Length; i++) weights[i] += other.weights[i];
        for (var i = 0; i < sums.Length; i++) sums[i] += other.sums[i];
        for (var i = 0; i < squares.Length; i++) squares[i] += other.squares[i];
    }

    /// <summary>The smoothed mean per slot and output; the overall mean for a slot without rows.</summary>
    public double[] Means(double smoothing)
    {
        var means = new double[sums.Length];
        double total = 0;
        foreach (var weight in weights) total += weight;
        for (var output = 0; output < outputs; output++)
        {
            double sum = 0, square = 0;
            for (var i = output; i < sums.Length; i += outputs) (sum, square) = (sum + sums[i], square + squares[i]);
            var overall = total > 0 ? sum / total : 0;
            var variance = total > 0 ? Math.Max(0, (square / total) - (overall * overall)) : 0;
            for (int slot = 0, i = output; slot < weights.Length; slot++, i += outputs)
            {
                if (weights[slot] == 0)
                {
                    means[i] = overall;
                    continue;
                }

                var mean = sums[i] / weights[slot];
                var within = Math.Max(0, (squares[i] / weights[slot]) - (mean * mean));
                var share = Share(weights[slot], within, variance, smoothing);
                means[i] = overall + (share * (mean - overall));
            }
        }

        return means;
    }

    /// <summary>How far a slot's own mean is believed: n / (n + m), with m the ratio of the variances unless it is given.</summary>
    private static double Share(double weight, double within, double variance, double smoothing)
    {
        if (!double.IsNaN(smoothing)) return weight / (weight + smoothing);
        return variance == 0 ? 1 : variance * weight / ((variance * weight) + within);
    }
}
