using MlPlatform.Clarify.Config;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Clarify.Data;

/// <summary>Reads every CSV file of the input 'dataset' into one table.</summary>
internal static class DatasetReader
{
    public static Dataset Read(string folder, IReadOnlyList<string>? headers)
    {
        var files = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(IsData).Order(StringComparer.Ordinal).ToArray()
            : [];
        if (files.Length == 0) throw new ClarifyException("The input 'dataset' is empty.");

        try
        {
            // Data written by the platform's own transforms has its names and types beside it.
            var schema = ReadSchema(Path.Combine(folder, TableSchema.FileName));
            headers ??= schema?.Columns.Select(column => column.Name).ToArray();
            var hasHeader = HasHeader(files[0], headers);
            var reader = new TableReader(new TableReadOptions { Schema = schema, Types = [ColumnType.Number, ColumnType.Category] });
            foreach (var file in files)
            {
                using var stream = File.OpenRead(file);
                reader.AddCsv(stream, new CsvOptions { HasHeader = hasHeader }, Path.GetFileName(file));
            }

            var result = reader.Finish();
            if (result.Table.RowCount == 0) throw new ClarifyException("The input 'dataset' has no rows.");
            return new Dataset(hasHeader ? result.Table : Named(result.Table, headers), result.Rejected.Count);
        }
        catch (TableFormatException fault)
        {
            throw new ClarifyException($"The input 'dataset' cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>With headers given the file has none, unless its first line repeats them; without, the first line is one unless it holds a number.</summary>
    private static bool HasHeader(string file, IReadOnlyList<string>? headers)
    {
        using var text = new StreamReader(file);
        var cells = (text.ReadLine() ?? "").Split(',').Select(cell => cell.Trim().Trim('"')).ToArray();
        return headers is not null ? cells.SequenceEqual(headers, StringComparer.Ordinal) : !cells.Any(cell => Numbers.TryParse(cell, out _));
    }

    private static bool IsData(string file) => Path.GetFileName(file) != TableSchema.FileName && new FileInfo(file).Length > 0;

    private static TableSchema? ReadSchema(string file) => File.Exists(file) ? TableSchema.Parse(File.ReadAllBytes(file)) : null;

    private static Table Named(Table table, IReadOnlyList<string>? headers)
    {
        if (headers is not null && headers.Count != table.Columns.Count)
        {
            throw new ClarifyException($"'headers' names {headers.Count} columns, the data has {table.Columns.Count}.");
        }

        return new Table([.. table.Columns.Select((column, index) => column.Rename(headers?[index] ?? Numbers.Of(index)))]);
    }
}
