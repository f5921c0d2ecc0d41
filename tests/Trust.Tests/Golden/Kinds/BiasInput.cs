using System.Globalization;
using System.Text.Json;
using MlPlatform.Trust.Bias;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>What the bias kinds read: facets, label, predicted labels or scores, weights, from the case or from a shared CSV file.</summary>
/// <remarks>
/// A column is {"codes", "count"}, {"numbers", "above"} (code 1 above the threshold), or of the shared file {"column"} with "values" (their
/// places are the codes), "above" or "atMost". "along" keeps some of the facets.
/// </remarks>
internal static class BiasInput
{
    public static OutcomeTable Table(JsonElement input)
    {
        var rows = input.TryGetProperty("shared", out _) ? input.SharedCsv() : [];
        CodeColumn[] facets = [.. input.GetProperty("facets").EnumerateArray().Select((facet, at) => Column($"f{at}", facet, rows))];
        var columns = new OutcomeColumns(facets, Column("label", input.GetProperty("label"), rows));
        if (input.TryGetProperty("predicted", out var predicted)) columns = columns with { Predicted = Column("predicted", predicted, rows).Codes };
        if (input.TryGetProperty("scores", out _)) columns = columns with { Scores = input.Numbers("scores") };
        if (input.TryGetProperty("weights", out var weights)) columns = columns with { Weights = Weights(input, weights, rows) };
        var table = OutcomeTable.Count(columns, 2, CancellationToken.None);
        return input.TryGetProperty("along", out _) ? table.Along(input.Codes("along")) : table;
    }

    public static bool[] Favorable(JsonElement input, OutcomeTable table) => Flags(input.Codes("favorable"), table.LabelValues);

    public static bool[] Flags(int[] codes, int count) => [.. Enumerable.Range(0, count).Select(code => codes.Contains(code))];

    /// <summary>Whose rule for zero denominators the figures follow.</summary>
    public static ZeroRule Rule(JsonElement input) => input.GetProperty("rule").GetString() switch
    {
        "references" => ZeroRule.AsClarify,
        "aif360" => ZeroRule.AsAif360,
        _ => ZeroRule.Stated,
    };

    /// <summary>The codes in "group" against those in "rest", or against all others.</summary>
    public static FacetComparison Sides(JsonElement input)
    {
        var table = Table(input);
        var groups = table.Groups(Favorable(input, table));
        var group = Flags(input.Codes("group"), table.FacetValues);
        var rest = input.TryGetProperty("rest", out _) ? Flags(input.Codes("rest"), table.FacetValues) : Array.ConvertAll(group, member => !member);
        return new FacetComparison(Join("the rest", groups, rest), Join("the group", groups, group), table.HasPredictions) { ZeroRule = Rule(input) };
    }

    private static GroupOutcomes Join(string name, GroupSet groups, bool[] members) =>
        GroupOutcomes.Join(name, groups.Groups.Where((_, group) => members[group]));

    private static double[] Weights(JsonElement input, JsonElement weights, string[][] rows) =>
        weights.ValueKind == JsonValueKind.Array ? input.Numbers("weights") : [.. Texts(weights, rows).Select(Number)];

    private static CodeColumn Column(string name, JsonElement column, string[][] rows)
    {
        if (column.TryGetProperty("codes", out _)) return new CodeColumn(name, column.Codes("codes"), column.TryGetProperty("count", out var count) ? count.GetInt32() : 0);
        if (column.TryGetProperty("numbers", out _)) return Cut(name, column, column.Numbers("numbers"));
        var texts = Texts(column, rows);
        if (!column.TryGetProperty("values", out _)) return Cut(name, column, [.. texts.Select(Number)]);
        var values = column.Texts("values");
        return new CodeColumn(name, Array.ConvertAll(texts, text => Array.IndexOf(values, text)), values.Length);
    }

    private static CodeColumn Cut(string name, JsonElement column, double[] numbers)
    {
        var above = column.TryGetProperty("above", out var threshold);
        var cut = above ? threshold.GetDouble() : column.GetProperty("atMost").GetDouble();
        return new CodeColumn(name, Array.ConvertAll(numbers, number => number > cut == above ? 1 : 0), 2);
    }

    private static string[] Texts(JsonElement column, string[][] rows)
    {
        var place = Array.IndexOf(rows[0], column.GetProperty("column").GetString());
        return [.. rows.Skip(1).Select(row => row[place])];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
