using System.Text.Json;

namespace MlPlatform.Transforms.Tests;

public sealed class QualityTests
{
    [Fact]
    public void DeliveredJsonLines_WithBadRowsAndRepeats_AddUp()
    {
        using var job = new JobFolder();
        job.Input("data", "2026/11/22/a", Lines(0, 60) + "{\"row_id\":900,\"x\":1}\n" + "not json\n");
        job.Input("data", "2026/11/22/b", Lines(55, 100) + "{\"row_id\":901,\"x\":\"many\",\"y\":\"yes\"}\n{\"row_id\":902,\"x\":1,\"y\":null}\n{\"row_id\":900,\"x\":1}\n");
        Assert.Equal(0, job.Run("quality", "--label", "y", "--label-values", "yes,no", "--max-quarantined", "0.1"));

        var report = job.Json("report/quality.json");
        Assert.Equal(110, report.GetProperty("rows_in").GetInt32());
        Assert.Equal(100, report.GetProperty("rows_out").GetInt32());
        Assert.Equal(4, report.GetProperty("rows_quarantined").GetInt32());
        Assert.Equal(6, report.GetProperty("rows_duplicate").GetInt32());
        Assert.Equal(100, job.Lines("clean/clean.csv").Length - 1);
        var reasons = job.Lines("quarantine/quarantine.jsonl").Select(line => JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString()).ToArray();
        Assert.Contains("Column 'y' is absent.", reasons);
        Assert.Contains("The line is not valid JSON.", reasons);
        Assert.Contains("Column 'x' is not a number: 'many'.", reasons);
        Assert.Contains("The label 'y' is missing.", reasons);
    }

    [Fact]
    public void OrderOfDelivery_ChangesNothing()
    {
        using var first = new JobFolder();
        using var second = new JobFolder();
        first.Input("data", "a", Lines(0, 100));
        second.Input("data", "a", Lines(60, 100));
        second.Input("data", "b", Lines(0, 70));
        Assert.Equal(0, first.Run("quality"));
        Assert.Equal(0, second.Run("quality"));
        Assert.Equal(first.Output("clean/clean.csv"), second.Output("clean/clean.csv"));
    }

    [Fact]
    public void CsvWithRaggedRowAndNonUtf8Byte_SetsBothAside()
    {
        using var job = new JobFolder();
        job.Input("data", "a.csv", [.. "x,y\n1,a\n2\n3,"u8, 0xFF, .. "\n4,b\n"u8]);
        Assert.Equal(0, job.Run("quality", "--max-quarantined", "0.5"));
        Assert.Equal("x,y\n1,a\n4,b\n", job.Output("clean/clean.csv"));
        Assert.Equal(2, job.Lines("quarantine/quarantine.jsonl").Length);
    }

    [Fact]
    public void CsvLinesWithoutHeader_TakeTheNamedColumns()
    {
        using var job = new JobFolder();
        job.Input("data", "a", "1,red\n2,blue\n");
        job.Input("data", "b", "3,red\n");
        Assert.Equal(0, job.Run("quality", "--columns", "n,colour"));
        Assert.Equal("n,colour\n1,red\n2,blue\n3,red\n", job.Output("clean/clean.csv"));
    }

    [Theory]
    [InlineData("x,y\n1,a\n1\n", "--max-quarantined 0.2", "1 of 2 rows are quarantined")]
    [InlineData("x,y\n1,a\n?,b\n?,a\n", "--min-completeness 0.9", "Column 'x' is")]
    [InlineData("x,y\n1,a\n2,a\n", "--label y", "The label 'y' has one value only")]
    [InlineData("x,y\n1,a\n", "--label z", "no column 'z'; the columns are x, y")]
    [InlineData("x,y\n1,a\n", "--min-rows 5", "1 clean rows are left, at least 5")]
    [InlineData("", "", "no file, or only empty ones")]
    [InlineData("x,y\n1,a\n", "--shape round", "no argument '--shape'")]
    public void ThresholdPassed_FailsTheJobWithTheReason(string data, string arguments, string reason)
    {
        using var job = new JobFolder();
        job.Input("data", "a.csv", data);
        Assert.Equal(1, job.Run(["quality", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]));
        Assert.Contains(reason, job.Failure);
    }

    [Fact]
    public void UnknownVerb_IsNamed()
    {
        using var job = new JobFolder();
        Assert.Equal(1, job.Run("polish"));
        Assert.Contains("no transform 'polish'", job.Failure);
    }

    private static string Lines(int from, int to) => string.Concat(Enumerable.Range(from, to - from)
        .Select(i => $"{{\"row_id\":{i},\"x\":{i * 0.5},\"y\":\"{(i % 3 == 0 ? "yes" : "no")}\"}}\n"));
}
