using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Ensembles;

/// <summary>A model that is a formula, for ensembles whose answer is known.</summary>
internal sealed class FormulaModel(IReadOnlyList<InputColumn> inputs, ModelOutput output, Func<double[], double[]> formula) : ITabularModel
{
    public string Algorithm => "formula";

    public IReadOnlyList<InputColumn> Inputs => inputs;

    public ModelOutput Output => output;

    /// <summary>A model of number columns that gives one number.</summary>
    public static FormulaModel Of(string[] columns, Func<double[], double> formula, OutputKind kind = OutputKind.Number, string label = "y") => new(
        [.. columns.Select(name => new InputColumn(name, ColumnType.Number, null))], new ModelOutput(kind, 1, new LabelSchema(label)), row => [formula(row)]);

    public void Score(ReadOnlySpan<double> row, Span<double> outputs) => formula(row.ToArray()).CopyTo(outputs);

    public void Save(Stream stream, IReadOnlyDictionary<string, double>? metrics = null) => throw new NotSupportedException("A formula has no file.");
}
