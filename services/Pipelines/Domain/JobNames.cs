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
    private const string Prefix = "pipelines-";
    private const int SuffixLength = 10;
    private const int RoomForPrefix = 50;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>
    /// <c>pipelines-&lt;execution&gt;-&lt;step&gt;-&lt;10 characters&gt;</c>, the step cut to fit; kinds whose names must be short go without the prefix.
    /// </summary>
    public static string For(string executionId, string step, int attempt, int maxLength = 63)
    {
        var head = (maxLength >= RoomForPrefix ? Prefix : "") + executionId;
        var room = maxLength - head.Length - SuffixLength - 2;
        var readable = NotInNames().Replace(step, "-").Trim('-');
        if (readable.Length > room) readable = readable[..room].TrimEnd('-');
        var suffix = Suffix($"{executionId}/{step}/{attempt}");
        return readable.Length == 0 ? $"{head}-{suffix}" : $"{head}-{readable}-{suffix}";
    }

    /// <summary>The execution a job belongs to, or null for a job whose name no pipeline gave.</summary>
    public static string? ExecutionOf(string jobName) => OfPipeline().Match(jobName) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Suffix(string text) => string.Create(SuffixLength, SHA256.HashData(Encoding.UTF8.GetBytes(text)), static (suffix, digest) =>
    {
        for (var i = 0; i < suffix.Length; i++) suffix[i] = Alphabet[digest[i] % Alphabet.Length];
    });

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex("^(?:pipelines-)?([a-z0-9]{12})-")]
    private static partial Regex OfPipeline();
}
