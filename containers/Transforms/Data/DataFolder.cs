using System.IO.Compression;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Transforms.Data;

/// <summary>Reads every file below a folder into one table: CSV or JSON lines, gzip or plain, as delivery streams and other jobs leave them.</summary>
/// <remarks>
/// A file that starts with <c>{</c> is JSON lines, any other is CSV. Columns are those named by the caller, by <c>schema.json</c> in the folder, or
/// by the data: a CSV file's first line, or the members that most of the first JSON lines have. With columns named, a CSV file's
/// first line is data unless it repeats them.
/// </remarks>
internal static class DataFolder
{
    public static TableReadResult Read(string folder, IReadOnlyList<string> columns, IReadOnlyCollection<string> categories)
    {
        var schema = FindSchema(folder);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) != TableSchema.FileName && new FileInfo(path).Length > 0)
            .Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new TransformException("There is no data: the input has no file, or only empty ones.");

        var names = columns.Count > 0 ? columns : schema?.Columns.Select(c => c.Name).ToArray() ?? JsonLines.GuessColumns(files);
        var reader = new TableReader(Options(categories) with { Schema = schema ?? Named(names, files, categories) });
        foreach (var file in files)
        {
            using var stream = Open(file);
            AddFile(reader, stream, file, names, Path.GetRelativePath(folder, file));
        }

        return reader.Finish();
    }

    public static Stream Open(string file)
    {
        var stream = File.OpenRead(file);
        return file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    public static bool IsJsonLines(string file)
    {
        using var stream = Open(file);
        int next;
        do next = stream.ReadByte();
        while (next is ' ' or '\n' or '\r' or '\t');
        return next == '{';
    }

    private static void AddFile(TableReader reader, Stream stream, string file, IReadOnlyList<string>? names, string name)
    {
        if (IsJsonLines(file)) reader.AddNdjson(stream, names, name);
        else reader.AddCsv(stream, new CsvOptions { HasHeader = names is null || FirstLineIs(file, names) }, name);
    }

    private static bool FirstLineIs(string file, IReadOnlyList<string> names)
    {
        using var stream = Open(file);
        var reader = new CsvRecordReader(stream, new CsvOptions { HasHeader = false });
        return reader.Read() && reader.FieldCount == names.Count
            && names.Index().All(name => System.Text.Encoding.UTF8.GetString(reader.Field(name.Index)).Trim() == name.Item);
    }

    /// <summary>CSV lines without a header have no names of their own, so named columns are told to the reader through a sample's types.</summary>
    private static TableSchema? Named(IReadOnlyList<string>? names, string[] files, IReadOnlyCollection<string> categories)
    {
        if (names is null || files.Any(IsJsonLines)) return null;
        var reader = new TableReader(Options([.. names.Index().Where(n => categories.Contains(n.Item)).Select(n => $"_c{n.Index}")]));
        using var stream = Open(files[0]);
        if (FirstLineIs(files[0], names)) return null;
        reader.AddCsv(stream, new CsvOptions { HasHeader = false }, files[0]);
        var columns = reader.Finish().Table.Columns;
        return columns.Count == names.Count
            ? new TableSchema([.. columns.Select((column, i) => new ColumnSchema(names[i], column.Type))])
            : throw new TransformException($"The data has {columns.Count} columns, but {names.Count} are named.");
    }

    /// <summary>Transforms know numbers and categories; a date or a free text stays a category.</summary>
    private static TableReadOptions Options(IReadOnlyCollection<string> categories) =>
        new() { CategoryColumns = categories, Types = [ColumnType.Number, ColumnType.Category] };

    private static TableSchema? FindSchema(string folder)
    {
        var path = Path.Combine(folder, TableSchema.FileName);
        return File.Exists(path) ? TableSchema.Parse(File.ReadAllBytes(path)) : null;
    }
}
