using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>CSV as <see cref="CsvOptions"/> describe it.</summary>
/// <param name="options">The layout.</param>
/// <param name="vectorised">False forces the plain twins of the vectorised scans.</param>
internal sealed class CsvFormat(CsvOptions options, bool vectorised) : RecordFormat
{
    private readonly CsvRecordParser parser = new(options);
    private readonly byte separator = (byte)options.Separator;

    public override bool HasHeader => options.HasHeader;

    public override IReadOnlyList<string>? ReadHeader(TextBlock block)
    {
        do
        {
            if (block.Start >= block.End) return null;
            parser.TryRead(block.Known, block.Start, block.IsFinal);
            block.Start = parser.Next;
        }
        while (parser.Raw.Length == 0);

        if (parser.Fault is not null) throw new TableFormatException($"The header cannot be read: {parser.Fault}");
        var names = new string[parser.FieldCount];
        for (var i = 0; i < names.Length; i++) names[i] = TextOf(parser.Fields[i], block.Known).Trim();
        return names;
    }

    public override bool TryCut(TextBlock block)
    {
        var text = block.Known[block.Start..];
        if (!text.Contains(CsvGrammar.Quote))
        {
            block.Shape = TextShape.Plain;
            block.End = block.IsFinal ? block.Filled : block.Start + text.LastIndexOf(CsvGrammar.LineFeed) + 1;
            return block.IsFinal || block.End > block.Start;
        }

        if (text.Length <= options.MaxRecordBytes && IsRegular(text, block.IsFinal, out var recordsEnd))
        {
            block.Shape = TextShape.Regular;
            block.End = block.IsFinal ? block.Filled : block.Start + recordsEnd;
            return block.IsFinal || block.End > block.Start;
        }

        block.Shape = TextShape.Irregular;
        block.End = block.IsFinal ? block.Filled : EndByGrammar(block);
        return block.End > block.Start || block.IsFinal;
    }

    public override RecordTokenizer CreateTokenizer() => vectorised ? new CsvTokenizer<VectorMasks>(options) : new CsvTokenizer<ScalarMasks>(options);

    private bool IsRegular(ReadOnlySpan<byte> text, bool isFinal, out int recordsEnd) => vectorised
        ? CsvQuoteScan.IsRegular<VectorMasks>(text, separator, isFinal, out recordsEnd)
        : CsvQuoteScan.IsRegular<ScalarMasks>(text, separator, isFinal, out recordsEnd);

    private int EndByGrammar(TextBlock block)
    {
        var end = block.Start;
        while (end < block.Filled && parser.TryRead(block.Known, end, false)) end = parser.Next;
        return end;
    }

    private static string TextOf(CsvField field, ReadOnlySpan<byte> text)
    {
        var raw = text[field.Text.Start..field.Text.End];
        if (field.State != CsvFieldState.Doubled) return Encoding.UTF8.GetString(raw);
        var unescaped = new byte[raw.Length];
        return Encoding.UTF8.GetString(unescaped.AsSpan(0, CsvGrammar.Unescape(raw, unescaped)));
    }
}
