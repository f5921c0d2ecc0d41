using System.Globalization;
using System.Text;
using MlPlatform.Tables;

namespace MlPlatform.Demo;

/// <summary>The columns that the model takes, in the order it takes them: what the feature step wrote beside the training data.</summary>
internal sealed class FeatureSchema(TableSchema schema)
{
    private readonly IReadOnlyList<ColumnSchema> _features = [.. schema.Columns.Where(column => column.Name != schema.Label?.Name)];

    /// <summary>The number columns.</summary>
    public IReadOnlyList<string> Numeric => [.. _features.Where(column => column.Type == ColumnType.Number).Select(column => column.Name)];

    public static async Task<FeatureSchema> ReadAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var text = await demo.ReadTextAsync(demo.Uri(PipelineOutputs.Schema), cancellationToken);
        return new FeatureSchema(TableSchema.Parse(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>A row as the endpoint takes it: the features as CSV, without label.</summary>
    /// <param name="fields">The raw fields by column.</param>
    /// <param name="change">What to do to the numbers of a column, or null to leave it.</param>
    public string RequestRow(IReadOnlyDictionary<string, string> fields, Func<string, Func<double, double>?> change) =>
        string.Join(',', _features.Select(column =>
        {
            var text = fields[column.Name];
            return change(column.Name) is { } apply && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? apply(number).ToString("R", CultureInfo.InvariantCulture)
                : Quoted(text);
        }));

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
