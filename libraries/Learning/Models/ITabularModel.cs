using MlPlatform.Tables;

namespace MlPlatform.Learning.Models;

/// <summary>A fitted model over rows of named columns. Immutable; scoring from many threads is safe.</summary>
public interface ITabularModel
{
    string Algorithm { get; }

    /// <summary>The columns of a raw row, in the order that <see cref="Score"/> expects.</summary>
    IReadOnlyList<InputColumn> Inputs { get; }

    LabelSchema Label { get; }

    /// <summary>Whether scores are probabilities of class 1.</summary>
    bool IsClassifier { get; }

    /// <summary>A score at or above it is class 1.</summary>
    double Threshold { get; }

    /// <summary>Scores one raw row: numbers as they are, NaN where missing, category codes of <see cref="InputColumn"/>. Allocates nothing.</summary>
    double Score(ReadOnlySpan<double> row);

    void Save(Stream stream);
}

/// <summary>One column of a raw row.</summary>
public sealed record InputColumn(string Name, ColumnType Type, CategoryDictionary? Categories)
{
    /// <summary>The code of a text that training never saw.</summary>
    public const double UnknownCode = -2;

    public ColumnSchema Schema => new(Name, Type, Categories?.Texts);
}
