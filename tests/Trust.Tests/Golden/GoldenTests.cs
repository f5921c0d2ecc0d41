using MlPlatform.Testing;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>Every figure of the reference implementations, one table. The scripts in Make/ wrote them.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Trust.Tests", "Golden", "Cases");

    private static readonly Lazy<Dictionary<string, GoldenCase>> Cases = new(() => Directory
        .GetFiles(Folder, "*.json").SelectMany(GoldenCase.Read)
        .ToDictionary(item => $"{item.File}: {item.Name}", StringComparer.Ordinal));

    public static TheoryData<string> Names() => [.. Cases.Value.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Figure_OfAReferenceImplementation_IsOurs(string name)
    {
        var item = Cases.Value[name];

        item.Check(GoldenKinds.All[item.Kind](item.Input));
    }

    [Fact]
    public void Kinds_AreThoseThatTheCasesName() =>
        Assert.Equal(Cases.Value.Values.Select(item => item.Kind).Distinct().Order(StringComparer.Ordinal), GoldenKinds.All.Keys.Order(StringComparer.Ordinal));
}
