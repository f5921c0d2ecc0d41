using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.AppHost.Installation;

/// <summary>The platform's own key pair, made on the first run and kept readable for its owner alone.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string AccountId, string Region)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the credentials of a platform folder, making them first where there are none.</summary>
    public static Credentials ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, "credentials.json");
        if (File.Exists(path)) return Read(path);

        Directory.CreateDirectory(folder);
        var made = new Credentials(
            "AKIA" + RandomNumberGenerator.GetString(Alphabet, 16), RandomNumberGenerator.GetString(SecretAlphabet, 40), "123456789012", "us-east-1");
        var temporary = $"{path}.{Environment.ProcessId}";
        using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            JsonSerializer.Serialize(file, made, CredentialsJson.Default.Credentials);
        }

        File.Move(temporary, path, overwrite: false);
        return made;
    }

    private static Credentials Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), CredentialsJson.Default.Credentials)
                ?? throw new StartupException($"{path} is empty; delete it and new credentials are made.");
        }
        catch (JsonException)
        {
            throw new StartupException($"{path} cannot be read; delete it and new credentials are made.");
        }
    }

    /// <summary>The variables that AWS clients read.</summary>
    public IReadOnlyDictionary<string, string> ClientEnvironment(int gatewayPort) => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{gatewayPort}",
        ["AWS_ACCESS_KEY_ID"] = AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey,
        ["AWS_REGION"] = Region,
        ["AWS_DEFAULT_REGION"] = Region,
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Credentials))]
internal sealed partial class CredentialsJson : JsonSerializerContext;
