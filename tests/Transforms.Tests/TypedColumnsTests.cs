namespace MlPlatform.Transforms.Tests;

/// <summary>A schema beside the data may name booleans, dates and free texts.</summary>
public sealed class TypedColumnsTests
{
    private const string Schema = """
        { "columns": [ { "name": "row_id", "type": "Text" }, { "name": "paid", "type": "Boolean" }, { "name": "day", "type": "Date" },
          { "name": "late", "type": "Boolean" }, { "name": "x", "type": "Number" } ] }
        """;

    [Fact]
    public void Quality_OfTypedColumns_KeepsTheFirstOfEachIdInOrder()
    {
        using var job = Job();
        job.Input("data", "more.csv", "row_id,paid,day,late,x\nid 007,true,2024-01-01,,7\nid 100,,2024-01-01,,7\nid 101,maybe,2024-01-01,,7\n");
        Assert.Equal(0, job.Run("quality", "--label", "paid", "--label-values", "true,false", "--max-quarantined", "0.5"));

        Assert.Equal("id 000,true,2024-01-01,false,0", job.Lines("clean/clean.csv")[1]);
        Assert.Equal(41, job.Lines("clean/clean.csv").Length);
        Assert.Contains("is not true or false: ", job.Output("quarantine/quarantine.jsonl"));
        Assert.Contains(" is missing.", job.Output("quarantine/quarantine.jsonl"));
        Assert.Contains("\"Date\"", job.Output("clean/schema.json"));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("one-hot")]
    public void Prepare_OfTypedColumns_MapsTheLabelAndKeepsTheRest(string encode)
    {
        using var job = Job();
        Assert.Equal(0, job.Run("prepare", "--label", "paid", "--favorable", "true", "--encode", encode));
        Assert.Equal(40, new[] { "train", "validation", "test" }.Sum(part => job.Lines($"{part}/{part}.csv").Length));
        Assert.Matches("^[01],2024-01-..,(true|false),", job.Lines("train/train.csv")[0]);
    }

    [Fact]
    public void SplitAndProfile_OfTypedColumns_Succeed()
    {
        using var job = Job();
        Assert.Equal(0, job.Run("split", "--stratify", "paid"));
        Assert.Equal(14, job.Lines("train/train.csv").Count(line => line.Contains(",true,2024")));
        Assert.Equal(0, job.Run("profile"));
        Assert.Contains("\"paid\"", job.Output("profile/statistics.json"));
    }

    private static JobFolder Job()
    {
        var job = new JobFolder();
        var lines = Enumerable.Range(0, 40).Select(i => $"id {i:D3},{(i % 2 == 0 ? "true" : "false")},2024-01-{1 + (i % 28):D2},{(i % 3 == 0 ? "false" : "true")},{i}\n");
        job.Input("data", "data.csv", "row_id,paid,day,late,x\n" + string.Concat(lines));
        job.Input("data", "schema.json", Schema);
        return job;
    }
}
