using MlPlatform.Tables;

namespace MlPlatform.Transforms.Preparation;

/// <summary>Categories as columns of 0 and 1, named <c>column=text</c>, texts in ordinal order; a missing value is 0 in all of them.</summary>
internal static class OneHot
{
    public static IReadOnlyList<Column> Expand(Column column)
    {
        if (column is not CategoryColumn categories) return [column];
        var codes = Enumerable.Range(0, categories.Categories.Count).OrderBy(code => categories.Categories[code], StringComparer.Ordinal);
        return [.. codes.Select(code => new Float64Column(
            $"{column.Name}={categories.Categories[code]}", Array.ConvertAll(categories.Codes.ToArray(), c => c == code ? 1.0 : 0.0)))];
    }
}
