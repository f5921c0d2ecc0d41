namespace MlPlatform.Learning.Metrics;

/// <summary>How far probabilities of class 1 can be taken at their word. NaN without rows or weight.</summary>
public static class ProbabilityMetrics
{
    /// <summary>The mean negative logarithm of the probability of what is true; a probability is kept away from 0 and 1 by 2⁻⁵².</summary>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        double loss = 0, total = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var p = Math.Clamp(probabilities[i], MetricMath.SmallestProbability, 1 - MetricMath.SmallestProbability);
            loss -= weight * Math.Log(labels[i] == 1 ? p : 1 - p);
            total += weight;
        }

        return loss / total;
    }

    /// <summary>The mean squared distance of the probability from the label.</summary>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        double sum = 0, total = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var distance = probabilities[i] - (labels[i] == 1 ? 1 : 0);
            sum += weight * distance * distance;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The expected calibration error: over bins of equal width, the weighted mean of |share of ones − mean probability|.</summary>
    public static double CalibrationError(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, int bins = 10)
    {
        double sum = 0, total = 0;
        foreach (var bin in Calibration(probabilities, labels, weights, bins))
        {
            if (bin.Weight == 0) continue;
            sum += bin.Weight * Math.Abs(bin.ShareOfOnes - bin.MeanProbability);
            total += bin.Weight;
        }

        return sum / total;
    }

    /// <summary>Mean probability and share of ones by bins of equal width; 1 falls into the last bin.</summary>
    public static IReadOnlyList<CalibrationBin> Calibration(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default, int bins = 10)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length);
        var sums = new (double Weight, double Probability, double Ones)[bins];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            ref var bin = ref sums[Math.Clamp((int)(probabilities[i] * bins), 0, bins - 1)];
            bin.Weight += weight;
            bin.Probability += weight * probabilities[i];
            if (labels[i] == 1) bin.Ones += weight;
        }

        return Array.ConvertAll(sums, bin => new CalibrationBin(bin.Weight, bin.Probability / bin.Weight, bin.Ones / bin.Weight));
    }
}

/// <summary>The rows whose probability falls into one bin; the means of an empty bin are NaN.</summary>
public readonly record struct CalibrationBin(double Weight, double MeanProbability, double ShareOfOnes);
