using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Pipelines.Operations;

/// <summary>Ids of executions: 12 lower-case letters and digits, drawn from the pipeline and the client's token.</summary>
internal static class ExecutionIds
{
    private const int Length = 12;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

    public static string Of(string pipelineArn, string clientToken)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{pipelineArn}\n{clientToken}"));
        return string.Create(Length, digest, static (id, bytes) =>
        {
            for (var i = 0; i < id.Length; i++) id[i] = Alphabet[bytes[i] % Alphabet.Length];
        });
    }
}
