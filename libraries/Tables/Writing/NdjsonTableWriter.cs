using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace MlPlatform.Tables.Writing;

/// <summary>Writes a table as one JSON object per line, members in the order of the columns; missing, and what JSON has no number for, is null.</summary>
public static class NdjsonTableWriter
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static void Write(Stream stream, Table table, CancellationToken cancellationToken = default)
    {
        var output = new TextOutput(stream);
        var members = table.Columns.Select((column, i) => (Column: column, Start: MemberStart(column.Name, i))).ToArray();
        for (var row = 0; row < table.RowCount; row++)
        {
            foreach (var (column, start) in members)
            {
                output.Writer.Write(start);
                WriteValue(output.Writer, column, row);
            }

            output.Writer.Write("}\n"u8);
            output.FlushIfFull(cancellationToken);
        }

        output.Flush();
    }

    /// <summary>What stands before a value: the brace or comma, the name and the colon.</summary>
    private static byte[] MemberStart(string name, int index)
    {
        var start = new ArrayBufferWriter<byte>();
        start.Write(index == 0 ? "{"u8 : ","u8);
        WriteText(start, Encoding.UTF8.GetBytes(name));
        start.Write(":"u8);
        return start.WrittenSpan.ToArray();
    }

    private static void WriteValue(IBufferWriter<byte> output, Column column, int row)
    {
        if (!column.Validity[row] || (column is NumberColumn number && !double.IsFinite(number[row]))) output.Write("null"u8);
        else if (column is Float64Column wide) ValueText.WriteNumber(output, wide.Values[row]);
        else if (column is Float32Column narrow) ValueText.WriteNumber(output, narrow.Values[row]);
        else if (column is BooleanColumn flags) ValueText.WriteBoolean(output, flags.Values[row] != 0);
        else if (column is CategoryColumn categories) WriteText(output, categories.Categories.Utf8(categories.Codes[row]));
        else if (column is TextColumn texts) WriteText(output, texts.Utf8(row));
        else if (column is DateColumn dates)
        {
            output.Write("\""u8);
            ValueText.WriteDate(output, dates[row]!.Value);
            output.Write("\""u8);
        }
    }

    private static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        output.Write("\""u8);
        while (Encoder.FindFirstCharacterToEncodeUtf8(text) is var next and >= 0)
        {
            output.Write(text[..next]);
            text = text[next..];
            Encoder.EncodeUtf8(text, output.GetSpan(Math.Max(text.Length, 16)), out var consumed, out var written);
            output.Advance(written);
            text = text[consumed..];
        }

        output.Write(text);
        output.Write("\""u8);
    }
}
