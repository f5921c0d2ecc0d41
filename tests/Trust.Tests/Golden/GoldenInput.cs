using System.Text.Json;
using MlPlatform.Testing;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>Reading the inputs of cases.</summary>
internal static class GoldenInput
{
    /// <summary>The member's numbers; null and the strings "NaN", "Infinity", "-Infinity" are read as such (null as NaN).</summary>
    public static double[] Numbers(this JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(Number)];

    /// <summary>The member's whole numbers.</summary>
    public static int[] Codes(this JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    /// <summary>The member's texts.</summary>
    public static string[] Texts(this JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];

    /// <summary>Where the file lies that a case names below shared/data, or null where it is absent.</summary>
    public static string? SharedPath(string path)
    {
        var full = Repository.Shared is { } shared ? Path.Combine(shared, "data", path) : null;
        return File.Exists(full) ? full : null;
    }

    /// <summary>The lines of the shared CSV file that the input names, cut at commas; the first is the header.</summary>
    public static string[][] SharedCsv(this JsonElement input) =>
        [.. File.ReadLines(SharedPath(input.GetProperty("shared").GetString()!)!).Select(line => line.Split(','))];

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => double.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.GetDouble(),
    };
}
