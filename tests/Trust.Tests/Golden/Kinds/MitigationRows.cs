using System.Globalization;
using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The rows of the mitigation cases: inline, or German credit with its arithmetic score; Make/mitigation_data.py has the same.</summary>
internal sealed record MitigationRows(int[] Groups, bool[] Labels, double[] Scores, double[]? Weights)
{
    public GroupedLabels Data => new(Groups, Labels, 2, Weights);

    public bool[] Predicted(double cut) => Array.ConvertAll(Scores, score => score > cut);

    public static MitigationRows Of(JsonElement input) => input.TryGetProperty("shared", out _)
        ? German(input.SharedCsv())
        : new MitigationRows(
            input.Codes("groups"), Array.ConvertAll(input.Codes("labels"), label => label == 1), input.Numbers("scores"),
            input.TryGetProperty("weights", out _) ? input.Numbers("weights") : null);

    private static MitigationRows German(string[][] lines)
    {
        var rows = lines[1..];
        int Place(string column) => Array.IndexOf(lines[0], column);
        double[] Numbers(string column) => Array.ConvertAll(rows, row => double.Parse(row[Place(column)], CultureInfo.InvariantCulture));
        double[] duration = Numbers("duration_months"), amount = Numbers("credit_amount"), rate = Numbers("installment_rate");
        return new MitigationRows(
            Array.ConvertAll(rows, row => row[Place("sex")] == "female" ? 1 : 0),
            Array.ConvertAll(rows, row => row[Place("credit_risk")] == "good"),
            [.. Enumerable.Range(0, rows.Length).Select(row => Math.Max(0.95 - (duration[row] / 120.0) - (amount[row] / 60000.0) - (rate[row] * 0.02), 0.01))],
            null);
    }
}
