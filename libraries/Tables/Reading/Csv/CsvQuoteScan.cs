using System.Numerics;
using System.Runtime.CompilerServices;

namespace MlPlatform.Tables.Reading;

/// <summary>Decides, 64 bytes at a time, whether the quotes of a text are regular, and where its last whole record ends.</summary>
/// <remarks>
/// Regular: every opening quote stands at the start of a field, and a separator, a line end or another quote follows every closing
/// one. Then a byte is inside quotes exactly where the number of quotes before it is odd, and no grammar is needed.
/// </remarks>
internal static class CsvQuoteScan
{
    /// <param name="text">The text from a record's start on; <see cref="TextBlock.Padding"/> readable bytes follow it.</param>
    /// <param name="separator">The byte between fields.</param>
    /// <param name="isFinal">Nothing follows the text.</param>
    /// <param name="recordsEnd">The end of the last whole record, 0 where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsRegular<TMasks>(ReadOnlySpan<byte> text, byte separator, bool isFinal, out int recordsEnd)
        where TMasks : struct, IByteMasks
    {
        recordsEnd = 0;
        ulong inside = 0, afterField = 1, afterClosing = 0, afterReturn = 0;
        for (var at = 0; at < text.Length; at += 64)
        {
            ref var word = ref Unsafe.AsRef(in text[at]);
            var known = BitMasks.Lowest(text.Length - at);
            var quotes = TMasks.Find(ref word, CsvGrammar.Quote) & known;
            var lines = TMasks.Find(ref word, CsvGrammar.LineFeed) & known;
            var ends = (TMasks.Find(ref word, separator) & known) | lines;
            var returns = TMasks.Find(ref word, CsvGrammar.CarriageReturn) & known;

            var quoted = BitMasks.PrefixParity(quotes) ^ inside;
            var opening = quotes & quoted;
            var closing = quotes & ~quoted;
            var fieldEnds = ends & ~quoted;
            var behindClosing = (closing << 1) | afterClosing;
            var behindReturn = ((behindClosing & returns) << 1) | afterReturn;
            var wrong = (opening & ~((fieldEnds << 1) | afterField | behindClosing))
                | (behindClosing & ~(ends | quotes | returns))
                | (behindReturn & ~lines);
            if ((wrong & known) != 0) return false;

            if ((lines & fieldEnds) is var recordEnds and not 0) recordsEnd = at + BitOperations.Log2(recordEnds) + 1;
            inside = 0 - (quoted >> 63);
            afterField = fieldEnds >> 63;
            afterClosing = closing >> 63;
            afterReturn = (behindClosing & returns) >> 63;
        }

        return !isFinal || inside == 0;
    }
}
