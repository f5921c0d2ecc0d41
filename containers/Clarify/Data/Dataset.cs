using MlPlatform.Clarify.Results;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>The rows under analysis and how many lines could not be read as rows.</summary>
/// <param name="Table">The columns: those of the data set, then those that were joined to it.</param>
/// <param name="RejectedRows">Lines that are no rows of it.</param>
internal sealed record Dataset(Table Table, int RejectedRows)
{
    /// <summary>Why lines were set aside, and how many.</summary>
    public IReadOnlyList<DataNote> Notes { get; init; } = [];

    /// <summary>The observed label, by name or index; null where there is none.</summary>
    public string? Label { get; init; }

    /// <summary>The predicted label, by name or index; null where there is none.</summary>
    public string? PredictedLabel { get; init; }

    /// <summary>Other columns that are no features: identifiers, those excluded and those that were joined.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The columns that the model sees: all but label, predictions and <see cref="Others"/>.</summary>
    public Table Features() =>
        Table.Without([.. new[] { Label, PredictedLabel }.OfType<string>().Concat(Others).Select(reference => Column(reference, "column").Name)]);

    /// <summary>The column that a configuration names, by name or by index from zero.</summary>
    /// <param name="reference">Its name or index.</param>
    /// <param name="role">What it is, for the message: "label column", for example.</param>
    public Column Column(string reference, string role) => Table.Find(reference, role);
}

/// <summary>Finds columns as configurations name them.</summary>
internal static class ColumnReferences
{
    /// <inheritdoc cref="Dataset.Column"/>
    public static Column Find(this Table table, string reference, string role)
    {
        if (table.Find(reference) is { } named) return named;
        if (int.TryParse(reference, out var index) && index >= 0 && index < table.Columns.Count) return table.Columns[index];
        throw new ClarifyException(
            $"The {role} '{reference}' is not in the data; its columns are {string.Join(", ", table.Columns.Select(column => column.Name))}.");
    }
}
