using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Monitor.Quality;

/// <summary>Measures how well predictions of one type of problem agree with labels.</summary>
internal abstract class QualityProblem
{
    /// <summary>What the members of statistics.json and constraints.json begin with.</summary>
    public abstract string Section { get; }

    public abstract int Rows { get; }

    public abstract IReadOnlyList<QualityMeasure> Measures { get; }

    /// <summary>The value of each measure over some of the rows.</summary>
    public abstract double[] Measure(ReadOnlySpan<int> rows);

    /// <summary>Writes what is no single figure: the confusion matrix, curves.</summary>
    public virtual void WriteTables(Utf8JsonWriter json)
    {
    }

    /// <param name="type">The problem type.</param>
    /// <param name="predictions">What is judged.</param>
    /// <param name="threshold">From which probability on the positive class is predicted.</param>
    public static QualityProblem Of(string type, Predictions predictions, double threshold) => type switch
    {
        "Regression" => new RegressionProblem(predictions),
        "BinaryClassification" => new BinaryProblem(predictions, threshold),
        "MulticlassClassification" => new MulticlassProblem(predictions),
        _ => throw new MonitorException($"The problem_type {type} is none of BinaryClassification, MulticlassClassification, Regression."),
    };

    protected static double Number(string text, string what) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new MonitorException($"The {what} '{text}' is no number.");

    protected static double[] Take(double[] values, ReadOnlySpan<int> rows)
    {
        var taken = new double[rows.Length];
        for (var i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}
