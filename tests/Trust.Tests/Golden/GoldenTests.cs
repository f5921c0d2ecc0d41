using MlPlatform.Testing;

namespace MlPlatform.Trust.Tests.Golden;

/// <summary>Every figure of the reference implementations, one table. The scripts in Make/ wrote them.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Trust.Tests", "Golden", "Cases");

    private static readonly Lazy<Dictionary<string, GoldenCase>> Cases = new(() => Directory
        .GetFiles(Folder, "*.json").SelectMany(GoldenCase.Read)
        .ToDictionary(item => $"{item.File}: {item.Name}", StringComparer.Ordinal));

    /// <summary>The cases whose data are there; the others are named by the skipped <see cref="SharedData_OfEveryCase_IsThere"/>.</summary>
    public static TheoryData<string> Names() =>
        [.. Cases.Value.Where(item => item.Value.MissingShared() is null).Select(item => item.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Figure_OfAReferenceImplementation_IsOurs(string name)
    {
        var item = Cases.Value[name];

        item.Check(GoldenKinds.All[item.Kind](item.Input));
    }

    [SharedDataFact]
    public void SharedData_OfEveryCase_IsThere() => Assert.All(Cases.Value.Values, item => Assert.Null(item.MissingShared()));

    [Fact]
    public void Kinds_AreThoseThatTheCasesName() =>
        Assert.Equal(Cases.Value.Values.Select(item => item.Kind).Distinct().Order(StringComparer.Ordinal), GoldenKinds.All.Keys.Order(StringComparer.Ordinal));

    /// <summary>Skipped, with the cases that could not run and what each needs, where shared data are absent.</summary>
    private sealed class SharedDataFactAttribute : FactAttribute
    {
        public SharedDataFactAttribute()
        {
            var missing = Cases.Value.Where(item => item.Value.MissingShared() is not null)
                .Select(item => $"'{item.Key}' needs shared/data/{item.Value.MissingShared()}").Order(StringComparer.Ordinal).ToArray();
            if (missing.Length > 0) Skip = $"{missing.Length} cases did not run: {string.Join("; ", missing)}";
        }
    }
}
