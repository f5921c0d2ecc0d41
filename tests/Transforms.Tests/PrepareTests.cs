using MlPlatform.Tables;

namespace MlPlatform.Transforms.Tests;

public sealed class PrepareTests
{
    [Fact]
    public void Prepare_WritesLabelFirstPartsThatAddUp()
    {
        using var job = Prepared();
        Assert.Equal(0, job.Run("prepare", "--label", "risk", "--favorable", "good", "--seed", "3"));
        var parts = new[] { "train", "validation", "test" }.Select(part => job.Lines($"{part}/{part}.csv")).ToArray();
        Assert.Equal([70, 10, 20], parts.Select(part => part.Length));
        Assert.Equal([49, 7, 14], parts.Select(part => part.Count(line => line.StartsWith("1,", StringComparison.Ordinal))));
        Assert.Equal(100, parts.SelectMany(part => part).Select(line => line.Split(',')[1]).Distinct().Count());
    }

    [Fact]
    public void Schema_NamesTheLabelAndItsTexts()
    {
        using var job = Prepared();
        job.Run("prepare", "--label", "risk", "--favorable", "good");
        var schema = Schema(job);
        Assert.Equal(new LabelSchema("risk", "good", "bad"), schema.Label);
        Assert.Equal(["risk", "x", "sex"], schema.Columns.Select(c => c.Name));
        Assert.Equal(["m", "f"], schema.Columns[2].Categories);
    }

    [Fact]
    public void DroppedColumn_IsNoFeatureButStaysInHoldoutAndDataset()
    {
        using var job = Prepared();
        job.Run("prepare", "--label", "risk", "--favorable", "good", "--drop", "sex");
        Assert.Equal(2, job.Lines("train/train.csv")[0].Split(',').Length);
        Assert.Equal("x,sex,risk", job.Lines("holdout/holdout.csv")[0]);
        Assert.Equal(21, job.Lines("holdout/holdout.csv").Length);
        Assert.Equal(101, job.Lines("dataset/dataset.csv").Length);
        Assert.Contains("\"x\"", job.Output("baseline/statistics.json"));
        Assert.DoesNotContain("\"sex\"", job.Output("baseline/statistics.json"));
    }

    [Fact]
    public void LabelOfManyNumbers_StaysANumber()
    {
        using var job = Prepared();
        Assert.Equal(0, job.Run("prepare", "--label", "x"));
        Assert.Equal(Schema(job).Label, new LabelSchema("x"));
        var rows = new[] { "train", "validation", "test" }.SelectMany(part => job.Lines($"{part}/{part}.csv")).ToArray();
        Assert.Equal(Enumerable.Range(0, 100), rows.Select(row => int.Parse(row.Split(',')[0], null)).Order());
    }

    [Fact]
    public void LabelOfThreeTexts_BecomesClassesInEveryPart()
    {
        using var job = new JobFolder();
        job.Input("data", "clean.csv", "x,kind\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},{(i % 3 == 0 ? "oak" : i % 3 == 1 ? "ash" : "elm")}\n")));
        Assert.Equal(0, job.Run("prepare", "--label", "kind", "--split", "0.5,0.25,0.25"));
        Assert.Equal(["ash", "elm", "oak"], Schema(job).Label!.Classes);
        Assert.Equal([10, 10, 10], "012".Select(label => job.Lines("train/train.csv").Count(line => line[0] == label)));
        Assert.All(job.Lines("validation/validation.csv"), line => Assert.Equal((int.Parse(line[2..], null) + 2) % 3, line[0] - '0'));
    }

    [Fact]
    public void OneHot_GivesAColumnPerText()
    {
        using var job = Prepared();
        Assert.Equal(0, job.Run("encode", "--label", "risk", "--favorable", "good", "--encode", "one-hot"));
        var schema = TableSchema.Parse(File.ReadAllBytes(job.Path("processing/output/encoded/schema.json")));
        Assert.Equal(["risk", "x", "sex=f", "sex=m"], schema.Columns.Select(c => c.Name));
        Assert.Equal("1,0,0,1", job.Lines("encoded/encoded.csv")[0]);
    }

    [Fact]
    public void SameSeed_SplitsTheSame()
    {
        using var first = Prepared();
        using var second = Prepared();
        first.Run("split", "--seed", "9", "--stratify", "risk");
        second.Run("split", "--seed", "9", "--stratify", "risk");
        Assert.Equal(first.Output("test/test.csv"), second.Output("test/test.csv"));
        second.Run("split", "--seed", "10", "--stratify", "risk");
        Assert.NotEqual(first.Output("test/test.csv"), second.Output("test/test.csv"));
    }

    [Theory]
    [InlineData("--label risk --favorable great", "never is 'great'; it is bad or good")]
    [InlineData("--label x --favorable 3", "The label 'x' has 100 values")]
    [InlineData("--label risk --split 0.5,0.6,0.1", "must be 3 shares that add up to 1")]
    [InlineData("--label risk --encode thermometer", "must be raw or one-hot")]
    [InlineData("--label risk --drop colour", "no column 'colour'")]
    [InlineData("--favorable good", "'--label' is missing")]
    public void WrongArgument_FailsWithItsName(string arguments, string reason)
    {
        using var job = Prepared();
        Assert.Equal(1, job.Run(["prepare", .. arguments.Split(' ')]));
        Assert.Contains(reason, job.Failure);
    }

    [Fact]
    public void Profile_WritesModelMonitorsBaseline()
    {
        using var job = Prepared();
        Assert.Equal(0, job.Run("profile", "--exclude", "row_id"));
        var features = job.Json("profile/statistics.json").GetProperty("features");
        Assert.Equal(["x", "sex", "risk"], features.EnumerateArray().Select(f => f.GetProperty("name").GetString()));
        Assert.Equal(49.5, features[0].GetProperty("numerical_statistics").GetProperty("mean").GetDouble());
        Assert.True(File.Exists(job.Path("processing/output/profile/constraints.json")));
    }

    private static TableSchema Schema(JobFolder job) => TableSchema.Parse(File.ReadAllBytes(job.Path("processing/output/schema/schema.json")));

    private static JobFolder Prepared()
    {
        var job = new JobFolder();
        job.Input("data", "clean.csv", "row_id,x,sex,risk\n" + string.Concat(Enumerable.Range(0, 100)
            .Select(i => $"{i},{i},{(i % 2 == 0 ? "m" : "f")},{(i % 10 < 7 ? "good" : "bad")}\n")));
        return job;
    }
}
