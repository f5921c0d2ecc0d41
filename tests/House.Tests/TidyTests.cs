using System.Text.RegularExpressions;
using MlPlatform.Testing;

namespace MlPlatform.House.Tests;

/// <summary>The stops of the style: what no file may hold or exceed.</summary>
public sealed partial class TidyTests
{
    private const int LongestProductFile = 400;
    private const int LongestTestFile = 500;
    private const int LongestProgram = 40;

    [Fact]
    public void Files_StayBelowTheirLength() => AssertNone(SourceFiles.All
        .Where(file => file.Lines.Length > Limit(file))
        .Select(file => $"{file.Path} has {file.Lines.Length} lines; {Limit(file)} are the stop"));

    [Fact]
    public void Methods_StayBelowSeventyLines() => AssertNone(SourceFiles.Product.SelectMany(LongMethods.In));

    [Fact]
    public void Sources_HoldNoUnfinishedWork() => AssertNone(Matches(SourceFiles.All.Where(file => file.Path != "tests/House.Tests/TidyTests.cs"), Unfinished()));

    [Fact]
    public void Catches_NameWhatTheyCatch() => AssertNone(Matches(SourceFiles.All, UntypedCatch()));

    [Fact]
    public void Pragmas_GiveAReason() => AssertNone(Matches(SourceFiles.All, PragmaWithoutReason()));

    [Fact]
    public void Tests_AreNotSkippedByHand() => AssertNone(Matches(SourceFiles.All.Where(file => !file.Path.StartsWith("tests/House.Tests", StringComparison.Ordinal)), SkippedTest()));

    [Fact]
    public void Tests_DoNotSleep() => AssertNone(Matches(SourceFiles.All.Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) && !file.Path.StartsWith("tests/House.Tests", StringComparison.Ordinal)), Sleep()));

    /// <summary>Whatever completes on another thread leaves a workflow waiting for ever, without a word.</summary>
    [Fact]
    public void WorkflowCode_AwaitsNothingButItsContext() =>
        AssertNone(Matches(SourceFiles.Product.Where(file => file.Path.StartsWith("services/", StringComparison.Ordinal) && file.Lines.Any(WorkflowCode().IsMatch)), OtherThread()));

    [Fact]
    public void Parts_HaveTestsAndADocsPage()
    {
        string[] rooms = ["services", "libraries", "containers"];
        var missing = rooms.SelectMany(room => Directory.EnumerateDirectories(Path.Combine(Repository.Root, room))).Select(Path.GetFileName)
            .SelectMany(part => new[] { $"tests/{part}.Tests", $"docs/{part!.Replace('.', '-').ToLowerInvariant()}.md" })
            .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)));
        AssertNone(missing);
    }

    private static int Limit(SourceFile file) =>
        file.Path.StartsWith("tests/", StringComparison.Ordinal) ? LongestTestFile :
        file.Path.EndsWith("/Program.cs", StringComparison.Ordinal) ? LongestProgram : LongestProductFile;

    private static IEnumerable<string> Matches(IEnumerable<SourceFile> files, Regex pattern) =>
        from file in files
        from line in file.Lines.Index()
        where pattern.IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

    private static void AssertNone(IEnumerable<string> findings) => Assert.Equal("", string.Join('\n', findings));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|NotImplementedException")]
    private static partial Regex Unfinished();

    // A bare catch is allowed only to undo and rethrow, which its next line shows; an empty one never is.
    [GeneratedRegex(@"catch\s*(\(Exception[^)]*\))?\s*\{\s*\}")]
    private static partial Regex UntypedCatch();

    [GeneratedRegex(@"^\s*#pragma warning disable\s+\S+\s*$")]
    private static partial Regex PragmaWithoutReason();

    [GeneratedRegex(@"Skip\s*=\s*""")]
    private static partial Regex SkippedTest();

    [GeneratedRegex(@"Thread\.Sleep")]
    private static partial Regex Sleep();

    [GeneratedRegex(@"\bWorkflowContext context\b")]
    private static partial Regex WorkflowCode();

    [GeneratedRegex(@"\bCancelAsync\(|\bTask\.(Run|Delay|Yield)\(|\bTimeProvider\b")]
    private static partial Regex OtherThread();
}
