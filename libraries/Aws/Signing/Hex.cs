using System.Security.Cryptography;

namespace MlPlatform.Aws.Signing;

/// <summary>Hexadecimal hashes, compared in a time that tells nothing about where they differ.</summary>
internal static class Hex
{
    /// <summary>Whether a text in lower-case hexadecimal states exactly these bytes.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes)
    {
        Span<byte> stated = stackalloc byte[64];
        return text.Length == bytes.Length * 2
            && Convert.FromHexString(text, stated, out _, out var written) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(stated[..written], bytes);
    }

    /// <summary>Whether a text is a SHA-256 hash in hexadecimal.</summary>
    public static bool IsSha256(ReadOnlySpan<char> text)
    {
        if (text.Length != SHA256.HashSizeInBytes * 2) return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character)) return false;
        }

        return true;
    }
}
