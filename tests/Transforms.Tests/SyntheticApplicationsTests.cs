using System.Text.Json;
using MlPlatform.Generator;

namespace MlPlatform.Transforms.Tests;

public sealed class SyntheticApplicationsTests
{
    private const int Rows = 5000;

    [Fact]
    public void SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(Csv(7), Csv(7));
        Assert.NotEqual(Csv(7), Csv(8));
    }

    [Fact]
    public void MalformedRows_AreTheOnesThatQualitySetsAside()
    {
        using var job = new JobFolder();
        job.Input("data", "applications.csv", Csv(7));
        Assert.Equal(0, job.Run("quality", "--label", SyntheticApplications.Label, "--label-values", "yes,no"));
        var report = job.Json("report/quality.json");
        Assert.Equal(Rows, report.GetProperty("rows_in").GetInt32());
        Assert.Equal(SyntheticApplications.Write(Stream.Null, Rows, 7), report.GetProperty("rows_quarantined").GetInt32());
        var reasons = job.Lines("quarantine/quarantine.jsonl").Select(line => JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString()!).ToArray();
        Assert.Contains(reasons, reason => reason.Contains("has 10 fields", StringComparison.Ordinal));
        Assert.Contains(reasons, reason => reason.Contains("has 12 fields", StringComparison.Ordinal));
        Assert.Contains("Column 'age' is not a number: 'unknown'.", reasons);
        Assert.Contains("The label 'approved' is missing.", reasons);
    }

    [Fact]
    public void Approval_IsRarerForTheDisadvantagedGroup()
    {
        var rows = System.Text.Encoding.UTF8.GetString(Csv(7)).Split('\n').Select(line => line.Split(',')).Where(fields => fields.Length == 11).ToArray();
        double Rate(string sex) => rows.Where(fields => fields[1] == sex).Average(fields => fields[10] == "yes" ? 1.0 : 0.0);
        Assert.InRange(Rate("male") - Rate("female"), 0.1, 0.3);
    }

    private static byte[] Csv(int seed)
    {
        var stream = new MemoryStream();
        SyntheticApplications.Write(stream, Rows, seed);
        return stream.ToArray();
    }
}
