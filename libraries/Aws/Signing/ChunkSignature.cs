using System.Security.Cryptography;

namespace MlPlatform.Aws.Signing;

/// <summary>The chain of signatures over the chunks of a streamed payload; each covers the one before, the first the request's own.</summary>
internal sealed class ChunkSignature(byte[] signingKey, string timestamp, CredentialScope scope, string seed) : IDisposable
{
    private readonly IncrementalHash _chunk = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = seed;

    /// <summary>Adds bytes of the chunk being read.</summary>
    public void Append(ReadOnlySpan<byte> data) => _chunk.AppendData(data);

    /// <summary>Ends the chunk: whether the bytes since the last one carry this signature.</summary>
    public bool EndChunk(string presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _chunk.GetHashAndReset(hash);
        return Check("AWS4-HMAC-SHA256-PAYLOAD\n"u8, hash, coversEmptyHeaders: true, presented);
    }

    /// <summary>Whether the trailing headers, each as <c>name:value\n</c>, carry this signature.</summary>
    public bool CheckTrailer(ReadOnlySpan<byte> trailers, string presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(trailers, hash);
        return Check("AWS4-HMAC-SHA256-TRAILER\n"u8, hash, coversEmptyHeaders: false, presented);
    }

    public void Dispose() => _chunk.Dispose();

    private bool Check(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> hash, bool coversEmptyHeaders, string presented)
    {
        using var text = Text(algorithm, hash, coversEmptyHeaders, stackalloc byte[512]);
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(signingKey, text.Written, computed);
        _previous = presented;
        return Hex.Matches(presented, computed);
    }

    private Utf8Buffer Text(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> hash, bool coversEmptyHeaders, Span<byte> space)
    {
        var text = new Utf8Buffer(space);
        text.Add(algorithm);
        text.Add(timestamp);
        text.Add((byte)'\n');
        text.Add(scope.Text);
        text.Add((byte)'\n');
        text.Add(_previous);
        text.Add((byte)'\n');
        if (coversEmptyHeaders) text.Add("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n"u8);
        text.AddHex(hash);
        return text;
    }
}
