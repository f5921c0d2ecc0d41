using System.Buffers;

namespace MlPlatform.Learning.Trees.Foreign;

/// <summary>The words NaN and Infinity, which JSON does not know and XGBoost writes; quoted, any JSON reader takes them.</summary>
internal static class BareWords
{
    private static ReadOnlySpan<byte> NotANumber => "NaN"u8;

    private static ReadOnlySpan<byte> Infinite => "Infinity"u8;

    public static bool Are(ReadOnlySpan<byte> text) => text.SequenceEqual(NotANumber) || WithoutSign(text).SequenceEqual(Infinite);

    public static double Value(ReadOnlySpan<byte> word) =>
        word.SequenceEqual(NotANumber) ? double.NaN : word[0] == (byte)'-' ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The same JSON with these words in quotes wherever they stand outside of texts.</summary>
    public static ReadOnlySpan<byte> Quote(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf(NotANumber) < 0 && json.IndexOf(Infinite) < 0) return json;
        var quoted = new ArrayBufferWriter<byte>(json.Length + 1024);
        var inText = false;
        var copied = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == (byte)'"') inText = !inText;
            else if (inText && json[i] == (byte)'\\') i++;
            if (inText || WordAt(json[i..]) is not (> 0 and var length)) continue;
            quoted.Write(json[copied..i]);
            quoted.Write("\""u8);
            quoted.Write(json.Slice(i, length));
            quoted.Write("\""u8);
            copied = i + length;
            i = copied - 1;
        }

        quoted.Write(json[copied..]);
        return quoted.WrittenSpan;
    }

    private static int WordAt(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(NotANumber)) return NotANumber.Length;
        var unsigned = WithoutSign(json);
        return unsigned.StartsWith(Infinite) ? Infinite.Length + json.Length - unsigned.Length : 0;
    }

    private static ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> text) => text.StartsWith("-"u8) ? text[1..] : text;
}
