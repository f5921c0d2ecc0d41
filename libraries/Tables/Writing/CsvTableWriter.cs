using System.Buffers;
using System.Globalization;
using System.Text;

namespace MlPlatform.Tables.Writing;

/// <summary>Writes a table as CSV: UTF-8, LF, numbers in their shortest exact form, quotes only where needed, missing as empty.</summary>
public static class CsvTableWriter
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create("\",\r\n"u8);

    public static void Write(Stream stream, Table table, bool header = true)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        if (header) WriteHeader(output, table);
        for (var row = 0; row < table.RowCount; row++)
        {
            WriteRow(output, table, row);
            if (output.WrittenCount > 60 * 1024) Flush(stream, output);
        }

        Flush(stream, output);
    }

    /// <summary>One row with its line end.</summary>
    public static void WriteRow(IBufferWriter<byte> output, Table table, int row)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            WriteField(output, table.Columns[i], row);
        }

        output.Write("\n"u8);
    }

    public static void WriteNumber(IBufferWriter<byte> output, double value)
    {
        const int LongestNumber = 32;
        value.TryFormat(output.GetSpan(LongestNumber), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

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
        if (column is NumberColumn numbers) WriteNumber(output, numbers[row]);
        else if (column is CategoryColumn texts) WriteText(output, texts.Categories.Utf8(texts.Codes[row]));
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

    private static void Flush(Stream stream, ArrayBufferWriter<byte> output)
    {
        stream.Write(output.WrittenSpan);
        output.ResetWrittenCount();
    }
}
