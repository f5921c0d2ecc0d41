using System.Globalization;
using MlPlatform.Dapr.Runtime.Errors;

namespace MlPlatform.Dapr.Runtime.Core;

/// <summary>Reads the request metadata that Dapr gives a meaning to.</summary>
internal static class Metadata
{
    public static IReadOnlyDictionary<string, string> Empty { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public static bool Flag(this IReadOnlyDictionary<string, string> metadata, string name) =>
        string.Equals(metadata.GetValueOrDefault(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>ttlInSeconds, or null where it is absent; anything but a whole number is refused.</summary>
    public static long? TimeToLive(this IReadOnlyDictionary<string, string> metadata, RuntimeError error)
    {
        if (!metadata.TryGetValue("ttlInSeconds", out var text)) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : throw error.With($"ttlInSeconds is '{text}', which is not a whole number of seconds");
    }
}
