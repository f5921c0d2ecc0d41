using System.Buffers;
using System.Text;

namespace MlPlatform.Tables.Writing;

/// <summary>Writes a table as CSV: UTF-8, LF, numbers in their shortest exact form, quotes only where needed, missing as empty.</summary>
public static class CsvTableWriter
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create("\",\r\n"u8);

    /// <summary>Writes all rows. Chunks of one table are written one after another, the header with the first.</summary>
    public static void Write(Stream stream, Table table, bool header = true, CancellationToken cancellationToken = default)
    {
        var output = new TextOutput(stream);
        if (header) WriteHeader(output.Writer, table);
        for (var row = 0; row < table.RowCount; row++)
        {
            WriteRow(output.Writer, table, row);
            output.FlushIfFull(cancellationToken);
        }

        output.Flush();
    }

    /// <summary>One row with its line end.</summary>
    public static void WriteRow(IBufferWriter<byte> output, Table table, int row)
    {
        var columns = table.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteField(output, columns[i], row);
        }

        // An empty line would be passed over by every reader.
        if (columns.Count == 1 && !columns[0].Validity[row]) output.Write("\"\""u8);
        output.Write("\n"u8);
    }

    public static void WriteNumber(IBufferWriter<byte> output, double value) => ValueText.WriteNumber(output, value);

    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny(NeedsQuotes) < 0)
        {
            output.Write(text);
            return;
        }

        output.Write("\""u8);
        while (text.IndexOf((byte)'"') is var quote and >= 0)
        {
            output.Write(text[..(quote + 1)]);
            output.Write("\""u8);
            text = text[(quote + 1)..];
        }

        output.Write(text);
        output.Write("\""u8);
    }

    private static void WriteField(IBufferWriter<byte> output, Column column, int row)
    {
        if (!column.Validity[row]) return;
        switch (column)
        {
            case Float64Column numbers:
                ValueText.WriteNumber(output, numbers.Values[row]);
                break;
            case Float32Column numbers:
                ValueText.WriteNumber(output, numbers.Values[row]);
                break;
            case CategoryColumn categories:
                WriteText(output, categories.Categories.Utf8(categories.Codes[row]));
                break;
            case BooleanColumn flags:
                ValueText.WriteBoolean(output, flags.Values[row] != 0);
                break;
            case DateColumn dates:
                ValueText.WriteDate(output, dates[row]!.Value);
                break;
            case TextColumn texts:
                WriteText(output, texts.Utf8(row));
                break;
        }
    }

    private static void WriteHeader(IBufferWriter<byte> output, Table table)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteText(output, Encoding.UTF8.GetBytes(table.Columns[i].Name));
        }

        output.Write("\n"u8);
    }
}
