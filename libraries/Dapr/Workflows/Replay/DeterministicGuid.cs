using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Dapr;

/// <summary>Ids that are the same on every replay: name-based UUIDs (RFC 9562, version 5) over the run and a counter.</summary>
internal sealed class DeterministicGuid(string run)
{
    private static readonly byte[] Namespace = new Guid("0b7f0a5e-7c1d-4d0f-9a53-5b0e6d1c9f42").ToByteArray(bigEndian: true);

    private int _count;

    /// <summary>The next id of the run.</summary>
    public Guid Next() => Of(string.Create(CultureInfo.InvariantCulture, $"guid/{_count++}"));

    /// <summary>The id of a name within the run.</summary>
    public Guid Of(string name)
    {
        var text = Encoding.UTF8.GetBytes($"{run}/{name}");
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData([.. Namespace, .. text], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
