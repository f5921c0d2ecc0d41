using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>A fitted model over rows of named columns. Immutable; scoring from many threads is safe.</summary>
public interface ITabularModel
{
    /// <summary>The name of the algorithm that loads it again; see <see cref="AlgorithmCatalog"/>.</summary>
    string Algorithm { get; }

    /// <summary>The columns of a raw row, in the order that <see cref="Score"/> expects.</summary>
    IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>What the numbers that come out mean, and how many there are per row.</summary>
    ModelOutput Output { get; }

    /// <summary>Scores one raw row: numbers as they are, NaN where missing, category codes of <see cref="InputColumn"/>. Allocates nothing.</summary>
    /// <param name="row">One value per input.</param>
    /// <param name="outputs">Receives <see cref="ModelOutput.Width"/> numbers.</param>
    void Score(ReadOnlySpan<double> row, Span<double> outputs);

    /// <summary>Scores raw rows that lie one after another, with the same results as one by one.</summary>
    /// <param name="rows">Row count × inputs.</param>
    /// <param name="outputs">Row count × <see cref="ModelOutput.Width"/>.</param>
    void ScoreRows(ReadOnlySpan<double> rows, Span<double> outputs)
    {
        int width = Inputs.Count, outputWidth = Output.Width;
        for (int start = 0, o = 0; start < rows.Length; start += width, o += outputWidth)
        {
            Score(rows.Slice(start, width), outputs.Slice(o, outputWidth));
        }
    }

    /// <summary>Writes the model file.</summary>
    /// <param name="stream">Receives the bytes.</param>
    /// <param name="metrics">Figures to keep in the manifest, such as <c>validation:auc</c>.</param>
    void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null);
}

/// <summary>What kind of numbers a model gives.</summary>
public enum OutputKind
{
    /// <summary>A number on the scale of the label.</summary>
    Number,

    /// <summary>The probability of class 1.</summary>
    Probability,

    /// <summary>A probability per class; they sum to 1.</summary>
    ClassProbabilities,

    /// <summary>The closest cluster's index and the distance to its centre.</summary>
    Cluster,

    /// <summary>Coordinates in another space.</summary>
    Projection,

    /// <summary>How unusual the row is; larger is more unusual.</summary>
    AnomalyScore,

    /// <summary>A number that orders the rows of a group; it has no unit.</summary>
    Ranking,
}

/// <summary>What comes out of a model for each row.</summary>
/// <param name="Kind">What the numbers mean.</param>
/// <param name="Width">How many numbers there are per row.</param>
/// <param name="Label">What is predicted; null for a model without a label.</param>
public sealed record ModelOutput(OutputKind Kind, int Width, LabelSchema? Label)
{
    /// <summary>A probability at or above it is class 1.</summary>
    public double Threshold { get; init; } = 0.5;

    public bool IsClassifier => Kind is OutputKind.Probability or OutputKind.ClassProbabilities;
}
