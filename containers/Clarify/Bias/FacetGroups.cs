using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Data;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Bias;

/// <summary>One group of a facet that is compared with the rest.</summary>
/// <param name="Facet">The column.</param>
/// <param name="Value">The group as analysis.json spells it (value_or_threshold).</param>
/// <param name="Title">The group in words.</param>
/// <param name="RestTitle">The rest in words.</param>
/// <param name="Column">The column in codes.</param>
/// <param name="Members">By code: whether it belongs to the group.</param>
internal sealed record FacetGroup(string Facet, string Value, string Title, string RestTitle, CodedColumn Column, bool[] Members)
{
    /// <summary>Whether the rest has too many values to name them all.</summary>
    public bool HasUnnamedRest => RestTitle == Unnamed(Facet);

    /// <summary>How a rest of many values is called.</summary>
    public static string Unnamed(string facet) => $"all other values of {facet}";
}

/// <summary>Cuts a facet into the groups that the configuration asks for.</summary>
internal static class FacetGroups
{
    /// <summary>A facet of more values than these is compared only by the values that are named: identifiers are no groups.</summary>
    public const int MostValues = 100;

    /// <summary>With one number on a continuous column: the rows above it. With values: the rows that have one of them. With none: every value in turn.</summary>
    public static IReadOnlyList<FacetGroup> Of(Column column, IReadOnlyList<string>? values)
    {
        var continuous = CodedColumn.IsContinuous(column);
        if (values is not { Count: > 0 })
        {
            if (continuous) throw new ClarifyException($"The facet '{column.Name}' is a continuous number; 'value_or_threshold' must give its threshold.");
            var coded = CodedColumn.Of(column);
            if (coded.Values.Count > MostValues)
            {
                throw new ClarifyException($"The facet '{column.Name}' has {coded.Values.Count} values; 'value_or_threshold' must say which are the group, for more than {MostValues} are not compared one by one.");
            }

            return [.. coded.Values.Select(value => OfValues(coded, [value]))];
        }

        return [continuous && values.Count == 1 ? OfThreshold((NumberColumn)column, values[0]) : OfValues(CodedColumn.Of(column), values)];
    }

    private static FacetGroup OfThreshold(NumberColumn column, string value)
    {
        if (!Numbers.TryParse(value, out var threshold)) throw new ClarifyException($"The facet '{column.Name}' is a number; its threshold '{value}' is none.");
        var coded = CodedColumn.AboveThreshold(column, threshold);
        if (!coded.Codes.Contains(1)) throw Empty(column.Name, $"above {value}");
        return new FacetGroup(column.Name, Numbers.Above(threshold, column), $"{column.Name} > {value}", $"{column.Name} ≤ {value}", coded, [false, true]);
    }

    private static FacetGroup OfValues(CodedColumn column, IReadOnlyList<string> values)
    {
        var members = new bool[column.Values.Count];
        foreach (var value in values)
        {
            var code = column.Find(value);
            if (code == CodedColumn.Missing || !column.Codes.Contains(code)) throw Empty(column.Name, $"with the value '{value}' (its values are {string.Join(", ", column.Values.Take(20))})");
            members[code] = true;
        }

        var rest = column.Values.Where((_, code) => !members[code]).ToArray();
        return new FacetGroup(
            column.Name, string.Join(",", values), $"{column.Name} = {string.Join(" or ", values)}",
            rest.Length is 1 or 2 ? $"{column.Name} = {string.Join(" or ", rest)}" : FacetGroup.Unnamed(column.Name), column, members);
    }

    private static ClarifyException Empty(string facet, string which) => new($"The facet '{facet}' has no row {which}; there is no group to compare.");
}
