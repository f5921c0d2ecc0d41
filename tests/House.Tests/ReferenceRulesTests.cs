namespace MlPlatform.House.Tests;

/// <summary>The rules of the house: who may reference whom.</summary>
public sealed class ReferenceRulesTests
{
    private static readonly string[] Numeric = ["libraries/Tables", "libraries/Learning", "libraries/Search", "libraries/Trust"];

    /// <summary>Calling the platform as its clients do, which Clarify does to find and invoke the model under analysis.</summary>
    private static readonly string[] Client = ["libraries/Aws", "libraries/Contracts"];

    [Fact]
    public void Services_ReferenceNoService() => AssertNone(
        from => from.StartsWith("services/", StringComparison.Ordinal),
        to => to.StartsWith("services/", StringComparison.Ordinal));

    [Fact]
    public void Services_ReferenceOnlySharedLibraries()
    {
        string[] allowed = ["ServiceDefaults", "libraries/Contracts", "libraries/Aws", "libraries/Dapr", "libraries/Jobs", .. Numeric];
        AssertNone(from => from.StartsWith("services/", StringComparison.Ordinal), to => !allowed.Contains(to));
    }

    [Fact]
    public void NumericLibraries_ReferenceOnlyNumericLibraries() => AssertNone(Numeric.Contains, to => !Numeric.Contains(to));

    [Fact]
    public void Search_KnowsNoLearning() => AssertNone(from => from == "libraries/Search", to => to == "libraries/Learning");

    [Fact]
    public void Learning_KnowsNoSearch() => AssertNone(from => from == "libraries/Learning", to => to == "libraries/Search");

    [Fact]
    public void Trust_KnowsNoLearning() => AssertNone(from => from == "libraries/Trust", to => to == "libraries/Learning");

    [Fact]
    public void DaprRuntime_KnowsOnlyTheProtocol() => AssertNone(from => from == "libraries/Dapr.Runtime", to => to != "libraries/Dapr.Protocol");

    [Fact]
    public void AppHost_KnowsOnlyTheRuntime() => AssertNone(from => from == "AppHost", to => to != "libraries/Dapr.Runtime");

    [Fact]
    public void Containers_KnowOnlyJobsAndNumericLibraries() => AssertNone(
        from => from.StartsWith("containers/", StringComparison.Ordinal),
        to => to != "libraries/Jobs" && !Numeric.Contains(to) && !Client.Contains(to));

    [Fact]
    public void Containers_OtherThanClarify_CallNoOperations() => AssertNone(
        from => from.StartsWith("containers/", StringComparison.Ordinal) && from != "containers/Clarify",
        Client.Contains);

    private static void AssertNone(Func<string, bool> from, Func<string, bool> forbidden)
    {
        var subjects = References.All.Where(project => from(project.Key)).ToList();
        Assert.NotEmpty(subjects);
        var broken = subjects.SelectMany(project => project.Value.Where(forbidden).Select(to => $"{project.Key} references {to}"));
        Assert.Empty(broken);
    }
}
