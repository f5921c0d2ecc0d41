using System.Globalization;
using System.Text.Json;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>One figure of a reference implementation: what goes in, what must come out, how near.</summary>
/// <param name="File">The file in Cases/ that holds it.</param>
/// <param name="Reference">The library and its version.</param>
/// <param name="Name">Unique within the file.</param>
/// <param name="Kind">Which evaluation it is for; see <see cref="GoldenKinds"/>.</param>
/// <param name="Input">What the kind reads.</param>
/// <param name="Expected">A number, numbers, or null where the reference has no value.</param>
/// <param name="Tolerance">The largest absolute difference, on every number.</param>
public sealed record GoldenCase(string File, string Reference, string Name, string Kind, JsonElement Input, JsonElement Expected, double Tolerance)
{
    /// <summary>Every case of a file: {"reference", "script", "cases": [{"name", "kind", "input", "expected", "tolerance"}]}.</summary>
    public static IReadOnlyList<GoldenCase> Read(string path)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        var root = document.RootElement;
        var reference = root.GetProperty("reference").GetString()!;
        return [.. root.GetProperty("cases").EnumerateArray().Select(item => new GoldenCase(
            Path.GetFileName(path), reference, item.GetProperty("name").GetString()!, item.GetProperty("kind").GetString()!,
            item.GetProperty("input").Clone(), item.GetProperty("expected").Clone(), item.GetProperty("tolerance").GetDouble()))];
    }

    /// <summary>Compares what was found with what is expected; null numbers stand for "no value" on both sides.</summary>
    public void Check(IReadOnlyList<double?> found)
    {
        double?[] expected = Expected.ValueKind == JsonValueKind.Array ? [.. Expected.EnumerateArray().Select(Number)] : [Number(Expected)];
        Assert.Equal(expected.Length, found.Count);
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] is { } value && found[i] is { } number && Math.Abs(number - value) <= Tolerance) continue;
            if (expected[i] is null && found[i] is null) continue;
            Assert.Fail($"{Reference} has {Text(expected[i])} at {i} of {expected.Length}, we have {Text(found[i])}; tolerance {Tolerance}.");
        }
    }

    /// <summary>The first file of the shared folder that the input names (in a member "shared", at any depth) and that is not there.</summary>
    public string? MissingShared() => SharedFiles(Input).FirstOrDefault(path => GoldenInput.SharedPath(path) is null);

    private static IEnumerable<string> SharedFiles(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member is { Name: "shared", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : SharedFiles(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(SharedFiles),
        _ => [],
    };

    private static double? Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? null : element.GetDouble();

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "no value";
}
