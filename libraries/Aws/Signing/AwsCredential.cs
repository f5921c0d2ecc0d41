namespace MlPlatform.Aws.Signing;

/// <summary>A key pair the platform knows, and whom it stands for.</summary>
/// <param name="AccessKeyId">The public half.</param>
/// <param name="SecretAccessKey">The secret half; never logged, never sent.</param>
/// <param name="AccountId">The account its requests act in.</param>
/// <param name="UserName">The user its requests act as.</param>
/// <param name="SessionToken">The token that must come with each request of a temporary key; null for a lasting one.</param>
public sealed record AwsCredential(string AccessKeyId, string SecretAccessKey, string AccountId, string UserName, string? SessionToken = null)
{
    /// <summary>Names the key, never the secret.</summary>
    public override string ToString() => $"{UserName} ({AccessKeyId}) of account {AccountId}";
}

/// <summary>The key pairs the platform accepts.</summary>
public interface ICredentialStore
{
    /// <summary>The credential with this access key, or null where the platform does not know it.</summary>
    AwsCredential? Find(string accessKeyId);
}
