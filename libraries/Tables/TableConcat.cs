namespace MlPlatform.Tables;

/// <summary>Puts the rows of tables with the same columns under one another.</summary>
internal static class TableConcat
{
    public static Table Of(IReadOnlyList<Table> parts)
    {
        if (parts.Count == 0) throw new ArgumentException("There is no table to put together.", nameof(parts));
        foreach (var part in parts) CheckColumns(parts[0], part);
        return new Table([.. parts[0].Columns.Select((column, i) => Concat(column.Name, [.. parts.Select(part => part.Columns[i])]))]);
    }

    private static void CheckColumns(Table first, Table part)
    {
        if (first.Columns.Select(c => (c.Name, c.Type)).SequenceEqual(part.Columns.Select(c => (c.Name, c.Type)))) return;
        throw new TableFormatException($"The columns are {Describe(first)} in one table and {Describe(part)} in another.");
    }

    private static string Describe(Table table) => string.Join(", ", table.Columns.Select(column => $"{column.Name} ({column.Type})"));

    private static Column Concat(string name, Column[] parts) => parts[0] switch
    {
        Float32Column when parts.All(part => part is Float32Column) => new Float32Column(name, Joined<float>(parts, part => ((Float32Column)part).Values)),
        NumberColumn => new Float64Column(name, parts.SelectMany(part => ((NumberColumn)part).ToArray()).ToArray()),
        BooleanColumn => new BooleanColumn(name, Joined<byte>(parts, part => ((BooleanColumn)part).Values)),
        DateColumn => new DateColumn(name, Joined<long>(parts, part => ((DateColumn)part).Values)),
        CategoryColumn => Categories(name, parts),
        _ => Texts(name, parts),
    };

    private delegate ReadOnlySpan<T> Values<T>(Column column);

    private static T[] Joined<T>(Column[] parts, Values<T> values)
    {
        var joined = new T[parts.Sum(part => part.Count)];
        var start = 0;
        foreach (var part in parts)
        {
            values(part).CopyTo(joined.AsSpan(start));
            start += part.Count;
        }

        return joined;
    }

    private static CategoryColumn Categories(string name, Column[] parts)
    {
        var categories = new CategoryDictionary();
        var codes = new int[parts.Sum(part => part.Count)];
        var next = 0;
        foreach (var part in parts.Cast<CategoryColumn>())
        {
            var translated = new int[part.Categories.Count];
            for (var code = 0; code < translated.Length; code++) translated[code] = categories.GetOrAdd(part.Categories.Utf8(code));
            foreach (var code in part.Codes) codes[next++] = code < 0 ? code : translated[code];
        }

        return new CategoryColumn(name, codes, categories);
    }

    private static TextColumn Texts(string name, Column[] parts)
    {
        var bounds = new long[parts.Sum(part => part.Count) + 1];
        var present = new byte[bounds.Length - 1];
        var next = 0;
        foreach (var part in parts.Cast<TextColumn>())
        {
            for (var row = 0; row < part.Count; row++, next++)
            {
                bounds[next + 1] = bounds[next] + part.Utf8(row).Length;
                present[next] = part.Validity[row] ? (byte)1 : (byte)0;
            }
        }

        var utf8 = new byte[bounds[^1]];
        next = 0;
        foreach (var part in parts.Cast<TextColumn>())
        {
            for (var row = 0; row < part.Count; row++) part.Utf8(row).CopyTo(utf8.AsSpan((int)bounds[next++]));
        }

        return new TextColumn(name, utf8, bounds, ValidityBitmap.From<byte>(present, 0));
    }
}
