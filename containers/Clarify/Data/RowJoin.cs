using MlPlatform.Tables;

namespace MlPlatform.Clarify.Data;

/// <summary>Adds the columns of a second table to the rows of the first.</summary>
internal static class RowJoin
{
    /// <summary>By the key column where both have it, else row by row.</summary>
    /// <param name="first">The rows.</param>
    /// <param name="second">The columns to add; a name that is taken is refused.</param>
    /// <param name="key">The key's name or index in <paramref name="first"/>, or null.</param>
    /// <param name="what">What messages call the second table.</param>
    public static Table Join(Table first, Table second, string? key, string what)
    {
        var name = key is null ? null : first.Find(key, "join column").Name;
        var isKeyed = name is not null && second.Find(name) is not null;
        var added = isKeyed ? second.Without(name!).Take(Matches(first[name!], second[name!], what)) : InOrder(first, second, what);
        if (added.Columns.FirstOrDefault(column => first.Find(column.Name) is not null) is { } twice)
        {
            throw new ClarifyException($"The {what} has a column '{twice.Name}', and so has the data set.");
        }

        return new Table([.. first.Columns, .. added.Columns]);
    }

    private static Table InOrder(Table first, Table second, string what) => second.RowCount == first.RowCount
        ? second
        : throw new ClarifyException($"The {what} has {second.RowCount} rows, the data set {first.RowCount}; give a column that both have as 'joinsource_name_or_index'.");

    private static int[] Matches(Column keys, Column others, string what)
    {
        var rows = new Dictionary<string, int>(others.Count, StringComparer.Ordinal);
        for (var row = 0; row < others.Count; row++)
        {
            if (others.Text(row) is { } key && !rows.TryAdd(key, row)) throw new ClarifyException($"The {what} has the {others.Name} '{key}' more than once.");
        }

        return [.. Enumerable.Range(0, keys.Count).Select(row => keys.Text(row) is { } key && rows.TryGetValue(key, out var match)
            ? match
            : throw new ClarifyException($"The {what} lacks the {keys.Name} '{keys.Text(row)}' of row {row + 1}."))];
    }
}
