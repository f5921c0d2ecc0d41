using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests.Documentation;

/// <summary>The tables of docs/learning.md are what the declarations say. MLPLATFORM_WRITE_DOCS=1 writes them anew.</summary>
public sealed class LearningPageTests
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "learning.md");

    [Fact]
    public void AlgorithmTables_SayWhatIsDeclared() => Check("algorithms", LearningPage.Algorithms());

    [Fact]
    public void MetricTable_SaysWhatIsInTheCatalogue() => Check("metrics", LearningPage.Metrics());

    [Fact]
    public void EveryLink_LeadsSomewhere()
    {
        var targets = System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Page), @"\]\(([^)#:]+)\)").Select(match => match.Groups[1].Value);
        Assert.All(targets, target => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Page)!, target)), $"{target} does not exist"));
    }

    private static void Check(string part, string expected)
    {
        var (begin, end) = ($"<!-- generated: {part} -->\n", "\n<!-- end -->");
        var page = File.ReadAllText(Page);
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(end, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MLPLATFORM_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, string.Concat(page.AsSpan(0, from), expected, page.AsSpan(to)));
            return;
        }

        Assert.True(page[from..to] == expected, $"The part '{part}' of docs/learning.md is out of date; run this test once with MLPLATFORM_WRITE_DOCS=1.");
    }
}
