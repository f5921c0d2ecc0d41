namespace MlPlatform.Learning.Metrics;

/// <summary>How precision, recall and F are made one figure over many classes.</summary>
public enum ClassAverage
{
    /// <summary>Every class counts the same.</summary>
    Macro,

    /// <summary>Every row counts the same: outcomes are summed over the classes first.</summary>
    Micro,

    /// <summary>A class counts by the weight of its rows.</summary>
    Weighted,
}

/// <summary>The weights of true class × answered class.</summary>
/// <remarks>A class without the rows that a figure needs counts 0 in an average, as in scikit-learn; a class that neither occurs nor is answered is left out.</remarks>
public sealed class ConfusionMatrix
{
    private readonly double[] cells;
    private readonly double[] actual;
    private readonly double[] answered;

    private ConfusionMatrix(int classes, double[] cells)
    {
        Classes = classes;
        this.cells = cells;
        actual = new double[classes];
        answered = new double[classes];
        for (var truth = 0; truth < classes; truth++)
        {
            for (var answer = 0; answer < classes; answer++)
            {
                actual[truth] += this[truth, answer];
                answered[answer] += this[truth, answer];
                if (truth == answer) Correct += this[truth, answer];
            }

            Total += actual[truth];
        }
    }

    public int Classes { get; }

    public double Total { get; }

    /// <summary>The weight of the rows that were answered rightly.</summary>
    public double Correct { get; }

    public double Accuracy => Correct / Total;

    /// <summary>The mean recall of the classes that occur.</summary>
    public double BalancedAccuracy
    {
        get
        {
            double sum = 0;
            var present = 0;
            for (var c = 0; c < Classes; c++)
            {
                if (actual[c] == 0) continue;
                sum += this[c, c] / actual[c];
                present++;
            }

            return sum / present;
        }
    }

    /// <summary>Cohen's kappa: the agreement beyond what chance gives.</summary>
    public double Kappa
    {
        get
        {
            double chance = 0;
            for (var c = 0; c < Classes; c++) chance += actual[c] * answered[c];
            chance /= Total * Total;
            return (Accuracy - chance) / (1 - chance);
        }
    }

    /// <summary>Matthews' correlation for many classes (Gorodkin's R).</summary>
    public double MatthewsCorrelation
    {
        get
        {
            double both = 0, ofActual = 0, ofAnswered = 0;
            for (var c = 0; c < Classes; c++)
            {
                both += actual[c] * answered[c];
                ofActual += actual[c] * actual[c];
                ofAnswered += answered[c] * answered[c];
            }

            var square = Total * Total;
            return ((Correct * Total) - both) / (Math.Sqrt(square - ofAnswered) * Math.Sqrt(square - ofActual));
        }
    }

    /// <summary>The weight of the rows of a true class that got an answer.</summary>
    public double this[int truth, int answer] => cells[(truth * Classes) + answer];

    /// <summary>One class against all others.</summary>
    public ConfusionCounts OneAgainstRest(int c) =>
        new(this[c, c], answered[c] - this[c, c], Total - actual[c] - answered[c] + this[c, c], actual[c] - this[c, c]);

    public double Precision(ClassAverage average) => Average(average, counts => counts.Precision);

    public double Recall(ClassAverage average) => Average(average, counts => counts.Recall);

    public double F1(ClassAverage average) => FBeta(1, average);

    public double FBeta(double beta, ClassAverage average) => Average(average, counts => counts.FBeta(beta));

    /// <param name="answers">The answered class per row.</param>
    /// <param name="labels">The true class per row, from 0.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="weights">One per row, or empty for one each.</param>
    public static ConfusionMatrix Of(ReadOnlySpan<int> answers, ReadOnlySpan<double> labels, int classes, ReadOnlySpan<double> weights = default)
    {
        MetricMath.CheckLengths(answers.Length, labels.Length, weights.Length);
        var cells = new double[classes * classes];
        for (var i = 0; i < answers.Length; i++)
        {
            cells[(MulticlassMetrics.ClassOf(labels[i], classes, i) * classes) + answers[i]] += weights.IsEmpty ? 1 : weights[i];
        }

        return new ConfusionMatrix(classes, cells);
    }

    private double Average(ClassAverage average, Func<ConfusionCounts, double> figure)
    {
        double sum = 0, total = 0;
        var pooled = default(ConfusionCounts);
        for (var c = 0; c < Classes; c++)
        {
            if (actual[c] == 0 && answered[c] == 0) continue;
            var counts = OneAgainstRest(c);
            pooled = new ConfusionCounts(
                pooled.TruePositives + counts.TruePositives, pooled.FalsePositives + counts.FalsePositives,
                pooled.TrueNegatives + counts.TrueNegatives, pooled.FalseNegatives + counts.FalseNegatives);
            var weight = average == ClassAverage.Weighted ? actual[c] : 1;
            var value = figure(counts);
            if (!double.IsNaN(value)) sum += weight * value;
            total += weight;
        }

        return average == ClassAverage.Micro ? figure(pooled) : sum / total;
    }
}
