using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>The platform's own key from the environment, and those of further users from a file.</summary>
public sealed class CredentialStore(IEnumerable<AwsCredential> credentials) : ICredentialStore
{
    private const string OwnUser = "platform";

    private readonly FrozenDictionary<string, AwsCredential> _byKey =
        credentials.ToFrozenDictionary(credential => credential.AccessKeyId, StringComparer.Ordinal);

    public AwsCredential? Find(string accessKeyId) => _byKey.GetValueOrDefault(accessKeyId);

    /// <summary>Reads <c>AWS_ACCESS_KEY_ID</c> and <c>AWS_SECRET_ACCESS_KEY</c>, then the list in <c>GATEWAY_CREDENTIALS_FILE</c> where one is named.</summary>
    public static CredentialStore From(IConfiguration configuration, string accountId)
    {
        var known = new List<AwsCredential>();
        if (configuration["AWS_ACCESS_KEY_ID"] is { Length: > 0 } key && configuration["AWS_SECRET_ACCESS_KEY"] is { Length: > 0 } secret)
        {
            known.Add(new AwsCredential(key, secret, accountId, OwnUser));
        }

        if (configuration["GATEWAY_CREDENTIALS_FILE"] is { Length: > 0 } path) known.AddRange(ReadFile(path, accountId));
        return known.Count > 0
            ? new CredentialStore(known.DistinctBy(credential => credential.AccessKeyId, StringComparer.Ordinal))
            : throw new InvalidOperationException("The Gateway knows no key: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or GATEWAY_CREDENTIALS_FILE.");
    }

    private static IEnumerable<AwsCredential> ReadFile(string path, string accountId)
    {
        using var file = File.OpenRead(path);
        var entries = JsonSerializer.Deserialize(file, CredentialJson.Default.ListCredentialEntry) ?? [];
        return entries.Select(entry => new AwsCredential(entry.AccessKeyId, entry.SecretAccessKey, entry.AccountId ?? accountId, entry.UserName));
    }
}

/// <summary>One user of the credentials file.</summary>
internal sealed record CredentialEntry
{
    public required string AccessKeyId { get; init; }

    public required string SecretAccessKey { get; init; }

    public required string UserName { get; init; }

    public string? AccountId { get; init; }
}

[JsonSerializable(typeof(List<CredentialEntry>))]
internal sealed partial class CredentialJson : JsonSerializerContext;
