using System.Text;

namespace MlPlatform.Storage.Index;

/// <summary>Keys in the order of their UTF-8 bytes, which is the order of their code points.</summary>
internal static class KeyOrder
{
    private const int LastCodePoint = 0x10FFFF;

    /// <summary>The least text above every text that starts with a prefix; null where there is none.</summary>
    public static string? AfterPrefix(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToList();
        while (runes.Count > 0)
        {
            var last = runes[^1].Value;
            runes.RemoveAt(runes.Count - 1);
            if (last == LastCodePoint) continue;
            var next = last + 1 is >= 0xD800 and <= 0xDFFF ? 0xE000 : last + 1;
            return string.Concat(runes.Select(rune => rune.ToString())) + new Rune(next);
        }

        return null;
    }

    public static int Compare(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
