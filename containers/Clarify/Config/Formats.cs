namespace MlPlatform.Clarify.Config;

/// <summary>The forms in which rows come and go.</summary>
internal static class Formats
{
    public const string Csv = "text/csv";
    public const string JsonLines = "application/jsonlines";
    public const string Json = "application/json";

    /// <summary>Refuses a form that is none of these.</summary>
    /// <param name="member">Where it was named.</param>
    /// <param name="format">Its media type, in any case.</param>
    /// <returns>It, in lower case.</returns>
    public static string Check(string member, string format) => format.ToLowerInvariant() switch
    {
        Csv => Csv,
        JsonLines => JsonLines,
        Json => Json,
        _ => throw new ClarifyException($"The {member} {format} is not offered by this container; {Csv}, {JsonLines} and {Json} are."),
    };
}
