using System.Numerics.Tensors;

namespace MlPlatform.Learning.Metrics;

/// <summary>How well probabilities of many classes fit. Rows of probabilities lie one after another; labels are classes from 0.</summary>
public static class MulticlassMetrics
{
    /// <summary>The most probable class of each row; of equals the first.</summary>
    public static int[] Answers(ReadOnlySpan<double> probabilities, int classes)
    {
        var answers = new int[probabilities.Length / classes];
        for (var i = 0; i < answers.Length; i++) answers[i] = TensorPrimitives.IndexOfMax(probabilities.Slice(i * classes, classes));
        return answers;
    }

    public static ConfusionMatrix Confusion(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length, classes);
        return ConfusionMatrix.Of(Answers(probabilities, classes), labels, classes, weights);
    }

    /// <summary>The mean negative logarithm of the probability of the true class, kept away from 0 and 1 by 2⁻⁵².</summary>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length, classes);
        double loss = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var p = probabilities[(i * classes) + ClassOf(labels[i], classes, i)];
            loss -= weight * Math.Log(Math.Clamp(p, MetricMath.SmallestProbability, 1 - MetricMath.SmallestProbability));
            total += weight;
        }

        return loss / total;
    }

    /// <summary>The share of rows whose true class is among the k most probable; of equals the later class counts as more probable.</summary>
    public static double TopAccuracy(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, int k, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length, classes);
        double hits = 0, total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var truth = ClassOf(labels[i], classes, i);
            var row = probabilities.Slice(i * classes, classes);
            var better = 0;
            for (var c = 0; c < classes; c++)
            {
                if (row[c] > row[truth] || (row[c] == row[truth] && c > truth)) better++;
            }

            if (better < k) hits += weight;
            total += weight;
        }

        return hits / total;
    }

    /// <summary>The mean AUC of every class against all others; weighted by the rows of the class, or every class the same.</summary>
    public static double AucOneAgainstRest(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, ClassAverage average, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, weights.Length, classes);
        var scores = new double[labels.Length];
        var ofClass = new double[labels.Length];
        double sum = 0, total = 0;
        for (var c = 0; c < classes; c++)
        {
            for (var i = 0; i < labels.Length; i++)
            {
                scores[i] = probabilities[(i * classes) + c];
                ofClass[i] = ClassOf(labels[i], classes, i) == c ? 1 : 0;
            }

            var ranked = RankedScores.Of(scores, ofClass, weights);
            var weight = average == ClassAverage.Weighted ? ranked.TotalOnes : 1;
            sum += weight * ranked.RocAuc;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The mean AUC of every ordered pair of classes on the rows of the two (Hand and Till, 2001); weighted by their rows, or every pair the same.</summary>
    public static double AucOneAgainstOne(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, ClassAverage average)
    {
        MetricMath.CheckLengths(probabilities.Length, labels.Length, 0, classes);
        double sum = 0, total = 0;
        for (var first = 0; first < classes; first++)
        {
            for (var second = first + 1; second < classes; second++)
            {
                var forward = PairAuc(probabilities, labels, classes, first, second);
                var backward = PairAuc(probabilities, labels, classes, second, first);
                var weight = average == ClassAverage.Weighted ? forward.TotalOnes + forward.TotalZeros : 1;
                sum += weight * (forward.RocAuc + backward.RocAuc) / 2;
                total += weight;
            }
        }

        return sum / total;
    }

    internal static int ClassOf(double label, int classes, int row)
    {
        var c = (int)label;
        return c == label && (uint)c < (uint)classes ? c : throw new LearningException($"The label of row {row + 1} is {label}; classes are 0 to {classes - 1}.");
    }

    private static RankedScores PairAuc(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, int classes, int one, int zero)
    {
        var scores = new List<double>();
        var ofPair = new List<double>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != one && labels[i] != zero) continue;
            scores.Add(probabilities[(i * classes) + one]);
            ofPair.Add(labels[i] == one ? 1 : 0);
        }

        return RankedScores.Of(scores.ToArray(), ofPair.ToArray());
    }
}
