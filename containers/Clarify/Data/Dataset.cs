using MlPlatform.Clarify.Config;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>The rows under analysis and how many lines could not be read as rows.</summary>
internal sealed record Dataset(Table Table, int RejectedRows)
{
    /// <summary>The column that a configuration names, by name or by index from zero.</summary>
    /// <param name="reference">Its name or index.</param>
    /// <param name="role">What it is, for the message: "label column", for example.</param>
    public Column Column(string reference, string role)
    {
        if (Table.Find(reference) is { } named) return named;
        if (int.TryParse(reference, out var index) && index >= 0 && index < Table.Columns.Count) return Table.Columns[index];
        throw new ClarifyException(
            $"The {role} '{reference}' is not in the data; its columns are {string.Join(", ", Table.Columns.Select(column => column.Name))}.");
    }

    /// <summary>The columns that are features: all but the label, the predictions, the row's identifier and those excluded.</summary>
    public Table Features(AnalysisConfig config)
    {
        var others = new[] { config.Label, config.PredictedLabel, config.JoinsourceNameOrIndex }.OfType<string>().Concat(config.ExcludedColumns ?? []);
        return Table.Without([.. others.Select(reference => Column(reference, "column").Name)]);
    }
}
