using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace MlPlatform.Pipelines.Domain;

/// <summary>The names of the jobs that steps create: the same execution, step and attempt always give the same name.</summary>
/// <remarks>
/// That is what keeps a replayed step from creating a second job: the second create meets the first one's name.
/// The name also leads back from a job's event to its execution.
/// </remarks>
public static partial class JobNames
{
    private const int MaxLength = 63;
    private const int SuffixLength = 10;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary><c>pipelines-&lt;execution&gt;-&lt;step&gt;-&lt;10 characters&gt;</c>, the step cut so that the limit of the resource is kept.</summary>
    public static string For(string executionId, string step, int attempt, int maxLength = MaxLength)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{executionId}/{step}/{attempt}"));
        var suffix = string.Create(SuffixLength, digest, static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = Alphabet[bytes[i] % Alphabet.Length];
        });
        var readable = NotInNames().Replace(step, "-").Trim('-');
        var room = maxLength - executionId.Length - SuffixLength - "pipelines---".Length;
        return $"pipelines-{executionId}-{(readable.Length > room ? readable[..room].TrimEnd('-') : readable)}-{suffix}".Replace("--", "-");
    }

    /// <summary>The execution a job belongs to, or null for a job that no pipeline made.</summary>
    public static string? ExecutionOf(string jobName) => OfPipeline().Match(jobName) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex("^pipelines-([a-z0-9]{12})-")]
    private static partial Regex OfPipeline();
}
