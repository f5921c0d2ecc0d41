using System.Collections.Concurrent;

namespace MlPlatform.Aws.Signing;

/// <summary>The header names of a signature, split once per distinct list: clients send the same few lists over and over.</summary>
internal static class SignedHeaderNames
{
    private const int Remembered = 1024;

    private static readonly ConcurrentDictionary<string, string[]> Lists = new(StringComparer.Ordinal);

    public static string[] Split(ReadOnlySpan<char> list)
    {
        var lookup = Lists.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(list, out var known)) return known;
        if (Lists.Count >= Remembered) Lists.Clear();
        var names = list.ToString().Split(';', StringSplitOptions.RemoveEmptyEntries);
        lookup[list] = names;
        return names;
    }
}
