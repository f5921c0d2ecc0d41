using System.Text.Json;
using MlPlatform.Trust.Explanations.Lime;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The bins of a column. Input: column, bins. Answer: edges, lows, highs, means, deviations, counts.</summary>
internal static class LimeBinsOfColumn
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var column = new BinnedColumn("x", input.Numbers("column"), input.GetProperty("bins").GetInt32());
        return
        [
            .. Array.ConvertAll(column.Edges, Number), .. Array.ConvertAll(column.Lows, Number), .. Array.ConvertAll(column.Highs, Number),
            .. Array.ConvertAll(column.Means, Number), .. Array.ConvertAll(column.Deviations, Number),
            .. column.Counts.SkipLast(1).Select(count => (double?)count),
        ];
    }

    private static double? Number(double value) => value;
}
