using System.Buffers;

namespace MlPlatform.Aws.Signing;

/// <summary>Percent encoding as SigV4 defines it: everything but <c>A–Z a–z 0–9 - _ . ~</c> is encoded, in upper-case hexadecimal.</summary>
internal static class UriEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    private static readonly SearchValues<char> Plain = SearchValues.Create(Unreserved);
    private static readonly SearchValues<char> PlainPath = SearchValues.Create(Unreserved + "/");

    /// <summary>Encodes each character of the text as it stands, so an encoded text is encoded once more; slashes stay.</summary>
    public static void AddEncodedPath(ref Utf8Buffer target, ReadOnlySpan<char> path)
    {
        if (path.IndexOfAnyExcept(PlainPath) < 0)
        {
            target.Add(path);
            return;
        }

        foreach (var character in path) AddByte(ref target, (byte)character, keepSlash: true);
    }

    /// <summary>Decodes the path once and encodes the result: the normal form of an S3 key.</summary>
    public static void AddNormalizedPath(ref Utf8Buffer target, ReadOnlySpan<char> path) => AddNormalized(ref target, path, PlainPath, keepSlash: true);

    /// <summary>Decodes a query name or value once and encodes the result.</summary>
    public static void AddNormalizedQuery(ref Utf8Buffer target, ReadOnlySpan<char> part) => AddNormalized(ref target, part, Plain, keepSlash: false);

    private static void AddNormalized(ref Utf8Buffer target, ReadOnlySpan<char> text, SearchValues<char> plain, bool keepSlash)
    {
        if (text.IndexOfAnyExcept(plain) < 0)
        {
            target.Add(text);
            return;
        }

        for (var at = 0; at < text.Length; at++)
        {
            var value = (byte)text[at];
            if (text[at] == '%' && at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                value = (byte)((HexValue(text[at + 1]) << 4) | HexValue(text[at + 2]));
                at += 2;
            }

            AddByte(ref target, value, keepSlash);
        }
    }

    private static void AddByte(ref Utf8Buffer target, byte value, bool keepSlash)
    {
        var isPlain = char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' || (keepSlash && value == '/');
        if (isPlain)
        {
            target.Add(value);
            return;
        }

        target.Add((byte)'%');
        target.Add((byte)HexDigit(value >> 4));
        target.Add((byte)HexDigit(value & 15));
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static char HexDigit(int value) => (char)(value < 10 ? '0' + value : 'A' + value - 10);
}
