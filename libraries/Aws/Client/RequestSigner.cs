using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Client;

/// <summary>Signs a POST with Signature Version 4, for requests that no client of the AWS SDK makes.</summary>
public sealed class RequestSigner(AwsClientOptions options, string service, TimeProvider time)
{
    /// <summary>The headers that sign a POST of this body; they hold for fifteen minutes.</summary>
    /// <param name="uri">Where it goes; a path without characters that need encoding, and no query.</param>
    /// <param name="headers">Headers to sign besides host and date: lower-case names.</param>
    /// <param name="body">The body.</param>
    /// <returns>The headers given and those that were added.</returns>
    public IReadOnlyDictionary<string, string> Sign(Uri uri, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = uri.Authority, ["x-amz-date"] = stamp };
        foreach (var (name, value) in headers) signed[name] = value;

        var names = string.Join(';', signed.Keys);
        var lines = string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"));
        var scope = new CredentialScope(options.AccessKeyId!, stamp[..8], options.Region, service);
        var text = $"AWS4-HMAC-SHA256\n{stamp}\n{scope.Text}\n{Hash(Encoding.UTF8.GetBytes($"POST\n{uri.AbsolutePath}\n\n{lines}\n{names}\n{Hash(body)}"))}";
        var signature = HMACSHA256.HashData(SigningKeys.Derive(scope, options.SecretAccessKey!), Encoding.UTF8.GetBytes(text));
        return new Dictionary<string, string>(headers)
        {
            ["x-amz-date"] = stamp,
            ["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={options.AccessKeyId}/{scope.Text}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}",
        };
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
