using System.Collections.Concurrent;

namespace MlPlatform.Aws.Signing;

/// <summary>What a SigV4 signature is for: <c>key/date/region/service/aws4_request</c>, taken apart.</summary>
/// <param name="AccessKeyId">The key that signed.</param>
/// <param name="Date">The day as <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region the request is meant for.</param>
/// <param name="Service">The signing name of the service.</param>
public sealed record CredentialScope(string AccessKeyId, string Date, string Region, string Service)
{
    private const string Terminator = "aws4_request";
    private const int RememberedScopes = 4096;

    private static readonly ConcurrentDictionary<string, CredentialScope> Remembered = new(StringComparer.Ordinal);

    /// <summary>The scope without the key, as it stands in the string to sign.</summary>
    public string Text { get; } = $"{Date}/{Region}/{Service}/{Terminator}";

    /// <summary>Whether the scope is S3's, whose rules for paths and payloads differ from every other service's.</summary>
    public bool IsS3 { get; } = Service is "s3";

    /// <summary>Reads a credential; the same text gives the same object, so one client costs no allocation after its first request.</summary>
    public static CredentialScope? Parse(ReadOnlySpan<char> credential)
    {
        var lookup = Remembered.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(credential, out var known)) return known;

        var scope = Read(credential);
        if (scope is null) return null;
        if (Remembered.Count >= RememberedScopes) Remembered.Clear();
        lookup[credential] = scope;
        return scope;
    }

    private static CredentialScope? Read(ReadOnlySpan<char> credential)
    {
        if (credential.Length > 512) return null;
        Span<Range> parts = stackalloc Range[6];
        if (credential.Split(parts, '/') != 5) return null;
        if (!credential[parts[4]].SequenceEqual(Terminator)) return null;
        var scope = new CredentialScope(
            credential[parts[0]].ToString(), credential[parts[1]].ToString(), credential[parts[2]].ToString(), credential[parts[3]].ToString());
        return scope is { AccessKeyId.Length: > 0, Date.Length: 8, Region.Length: > 0, Service.Length: > 0 } ? scope : null;
    }
}
