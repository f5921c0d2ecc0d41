using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Aws.Signing;

/// <summary>Derives SigV4 signing keys and remembers them: four HMACs per key, day, region and service instead of per request.</summary>
public sealed class SigningKeys
{
    private const int Remembered = 4096;

    private readonly ConcurrentDictionary<CredentialScope, Derived> _keys = new();

    /// <summary>The signing key of a scope under a secret.</summary>
    public byte[] Get(CredentialScope scope, string secret)
    {
        if (_keys.TryGetValue(scope, out var known) && ReferenceEquals(known.Secret, secret)) return known.Key;
        if (_keys.Count >= Remembered) _keys.Clear();
        var key = Derive(scope, secret);
        _keys[scope] = new Derived(secret, key);
        return key;
    }

    /// <summary>Derives a signing key without remembering it.</summary>
    public static byte[] Derive(CredentialScope scope, string secret)
    {
        var day = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(scope.Date));
        var region = HMACSHA256.HashData(day, Encoding.UTF8.GetBytes(scope.Region));
        var service = HMACSHA256.HashData(region, Encoding.UTF8.GetBytes(scope.Service));
        return HMACSHA256.HashData(service, "aws4_request"u8);
    }

    private readonly record struct Derived(string Secret, byte[] Key);
}
