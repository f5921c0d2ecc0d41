using System.Text;

namespace MlPlatform.Storage.Protocol;

/// <summary>A raw request target taken apart: bucket, key and query, each percent-decoded exactly once and never folded.</summary>
internal sealed record S3Target(string? Bucket, string? Key, IReadOnlyDictionary<string, string> Query)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static S3Target Parse(string rawTarget)
    {
        var mark = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? rawTarget : rawTarget[..mark];
        var query = mark < 0 ? "" : rawTarget[(mark + 1)..];
        var (bucket, key) = ParsePath(path);
        return new S3Target(bucket, key, ParseQuery(query));
    }

    /// <summary>Bucket and key of a path such as /bucket/some/key; also the form of x-amz-copy-source.</summary>
    public static (string? Bucket, string? Key) ParsePath(string path)
    {
        var trimmed = path.StartsWith('/') ? path[1..] : path;
        var slash = trimmed.IndexOf('/', StringComparison.Ordinal);
        var bucket = Decode(slash < 0 ? trimmed : trimmed[..slash]);
        var key = slash < 0 ? "" : Decode(trimmed[(slash + 1)..]);
        if (key.Contains('\0', StringComparison.Ordinal)) throw InvalidUri();
        return (bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key);
    }

    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            if (value == '%')
            {
                if (i + 2 >= bytes.Length || !Digits(bytes[i + 1], bytes[i + 2], out value)) throw InvalidUri();
                i += 2;
            }

            bytes[length++] = value;
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw InvalidUri();
        }
    }

    private static Dictionary<string, string> ParseQuery(string query)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var piece in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? piece : piece[..equals];
            parameters.TryAdd(Decode(name), equals < 0 ? "" : Decode(piece[(equals + 1)..]));
        }

        return parameters;
    }

    private static bool Digits(byte high, byte low, out byte value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit((char)high) || !char.IsAsciiHexDigit((char)low)) return false;
        value = (byte)((Nibble(high) << 4) | Nibble(low));
        return true;
    }

    private static int Nibble(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static S3Exception InvalidUri() => new(S3Error.InvalidUri, "Couldn't parse the specified URI.");
}
