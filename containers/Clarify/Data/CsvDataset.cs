using System.Text;
using MlPlatform.Clarify.Config;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Data;

/// <summary>Reads the CSV files of a folder into one table.</summary>
internal static class CsvDataset
{
    private static readonly TableReadOptions Typed = new() { Types = [ColumnType.Number, ColumnType.Category] };

    /// <param name="folder">Where they lie.</param>
    /// <param name="what">What messages call the data.</param>
    /// <param name="headers">The names of the columns; null where the files name them, or nobody does.</param>
    /// <returns>The table and the lines that were no rows of it.</returns>
    public static TableReadResult Read(string folder, string what, IReadOnlyList<string>? headers)
    {
        var files = DataFiles.Of(folder, what);
        try
        {
            // Data written by the platform's own transforms has its names and types beside it.
            var schema = ReadSchema(Path.Combine(folder, TableSchema.FileName));
            headers ??= schema?.Columns.Select(column => column.Name).ToArray();
            var hasHeader = HasHeader(files[0], headers);
            var reader = new TableReader(Typed with { Schema = schema });
            foreach (var file in files)
            {
                using var stream = File.OpenRead(file);
                reader.AddCsv(stream, new CsvOptions { HasHeader = hasHeader }, Path.GetFileName(file));
            }

            var result = reader.Finish();
            if (result.Table.RowCount == 0) throw new ClarifyException($"The {DataFiles.Named(what)} has no rows.");
            return hasHeader ? result : result with { Table = Named(result.Table, headers) };
        }
        catch (TableFormatException fault)
        {
            throw new ClarifyException($"The {DataFiles.Named(what)} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Rows of texts as a typed table.</summary>
    public static Table OfRows(IReadOnlyList<string> names, IEnumerable<IEnumerable<string>> rows)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(rows)));
        return Named(TableReader.ReadCsv(stream, new CsvOptions { HasHeader = false }, Typed).Table, names);
    }

    /// <summary>Rows of texts with the columns and types of a table.</summary>
    public static Table OfCells(Table like, IEnumerable<IEnumerable<string>> rows)
    {
        var schema = new TableSchema([.. like.Columns.Select(column => new ColumnSchema(column.Name, column.Type == ColumnType.Text ? ColumnType.Category : column.Type))]);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(rows)));
        var result = TableReader.ReadCsv(stream, new CsvOptions { HasHeader = false }, new TableReadOptions { Schema = schema });
        return result.Rejected is [var first, ..] ? throw new TableFormatException(first.Reason) : result.Table;
    }

    private static string Text(IEnumerable<IEnumerable<string>> rows)
    {
        var csv = new StringBuilder();
        foreach (var row in rows) csv.AppendJoin(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")).Append('\n');
        return csv.ToString();
    }

    /// <summary>With headers given the file has none, unless its first line repeats them; without, the first line is one unless it holds a number.</summary>
    private static bool HasHeader(string file, IReadOnlyList<string>? headers)
    {
        using var text = new StreamReader(file);
        var cells = (text.ReadLine() ?? "").Split(',').Select(cell => cell.Trim().Trim('"')).ToArray();
        return headers is not null ? cells.SequenceEqual(headers, StringComparer.Ordinal) : !cells.Any(cell => Numbers.TryParse(cell, out _));
    }

    private static TableSchema? ReadSchema(string file) => File.Exists(file) ? TableSchema.Parse(File.ReadAllBytes(file)) : null;

    private static Table Named(Table table, IReadOnlyList<string>? headers)
    {
        if (headers is not null && headers.Count != table.Columns.Count)
        {
            throw new ClarifyException($"'headers' names {headers.Count} columns, the data has {table.Columns.Count}.");
        }

        return new Table([.. table.Columns.Select((column, index) => column.Rename(headers?[index] ?? $"column_{index}"))]);
    }
}
