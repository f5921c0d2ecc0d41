using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Tests.Checks;

/// <summary>What every fitted model must keep: its file, its outputs, its scoring.</summary>
public sealed class ModelChecks
{
    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Model_SavedAndLoaded_GivesTheSameScoresAndBytes(string algorithm, LearningTask task)
    {
        var (model, raw) = FitAndRows(algorithm, task);
        var bytes = EstimatorCase.Bytes(model);
        var back = ModelReader.Read(bytes);
        Assert.Equal(algorithm, back.Algorithm);
        Assert.Equal(model.Inputs.Select(input => (input.Name, input.Type)), back.Inputs.Select(input => (input.Name, input.Type)));
        Assert.Equal((model.Output.Kind, model.Output.Width), (back.Output.Kind, back.Output.Width));
        Assert.Equal(Scores(model, raw), Scores(back, raw));
        Assert.Equal(bytes, EstimatorCase.Bytes(back));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Model_SavedWithMetrics_KeepsThemInItsManifest(string algorithm, LearningTask task)
    {
        var (model, _) = FitAndRows(algorithm, task);
        var stream = new MemoryStream();
        model.Save(stream, new Dictionary<string, double> { ["validation:auc"] = 0.75 });
        var manifest = ModelFile.Read(stream.ToArray()).Manifest;
        Assert.Equal(0.75, manifest.Metrics!["validation:auc"]);
        Assert.Equal(model.Inputs.Select(input => input.Name), manifest.Inputs.Select(input => input.Name));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void ScoreRows_GivesWhatScoreGives(string algorithm, LearningTask task)
    {
        var (model, raw) = FitAndRows(algorithm, task);
        var one = new double[model.Output.Width];
        var all = Scores(model, raw);
        for (var row = 0; row < raw.Length / model.Inputs.Count; row++)
        {
            model.Score(raw.AsSpan(row * model.Inputs.Count, model.Inputs.Count), one);
            Assert.Equal(one, all.AsSpan(row * one.Length, one.Length).ToArray());
        }
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Scoring_AllocatesNothing(string algorithm, LearningTask task)
    {
        var (model, raw) = FitAndRows(algorithm, task);
        var outputs = new double[raw.Length / model.Inputs.Count * model.Output.Width];
        Score(model, raw, outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Score(model, raw, outputs);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void MissingAndUnknownValues_ScoreAsNumbers(string algorithm, LearningTask task)
    {
        var (model, raw) = FitAndRows(algorithm, task);
        var outputs = new double[model.Output.Width];
        for (var input = 0; input < model.Inputs.Count; input++)
        {
            var row = raw.AsSpan(0, model.Inputs.Count).ToArray();
            double[] values = model.Inputs[input].Categories is null ? [double.NaN] : [double.NaN, InputColumn.UnknownCode];
            foreach (var value in values)
            {
                row[input] = value;
                model.Score(row, outputs);
                Assert.All(outputs, output => Assert.True(double.IsFinite(output), $"{model.Inputs[input].Name} = {value} gives {output}"));
            }
        }
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void Probabilities_LieBetweenZeroAndOneAndSumToOne(string algorithm, LearningTask task)
    {
        var (model, raw) = FitAndRows(algorithm, task);
        if (!model.Output.IsClassifier) return;
        var scores = Scores(model, raw);
        Assert.All(scores, score => Assert.InRange(score, 0, 1));
        if (model.Output.Kind != OutputKind.ClassProbabilities) return;
        const int Digits = 6;
        Assert.All(scores.Chunk(model.Output.Width), row => Assert.Equal(1, row.Sum(), Digits));
    }

    [Theory]
    [ClassData(typeof(EstimatorCases))]
    public void RowOfAnotherWidth_IsRefusedWithBothWidths(string algorithm, LearningTask task)
    {
        var (model, _) = FitAndRows(algorithm, task);
        var width = model.Inputs.Count;
        var error = Assert.Throws<LearningException>(() => model.Score(new double[width + 1], new double[model.Output.Width]));
        Assert.Contains($"{width + 1}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{width}", error.Message, StringComparison.Ordinal);
    }

    private static (ITabularModel Model, double[] Raw) FitAndRows(string algorithm, LearningTask task)
    {
        var subject = EstimatorCase.Of(algorithm, task);
        var data = subject.Data();
        var model = subject.Fit(data);
        var rows = new TableRows(data.Features, model.Inputs);
        var raw = new double[rows.RowCount * rows.Width];
        rows.FillRows(0, raw, new double[rows.RowCount]);
        return (model, raw);
    }

    private static double[] Scores(ITabularModel model, double[] raw)
    {
        var outputs = new double[raw.Length / model.Inputs.Count * model.Output.Width];
        model.ScoreRows(raw, outputs);
        return outputs;
    }

    private static void Score(ITabularModel model, double[] raw, double[] outputs)
    {
        model.ScoreRows(raw, outputs);
        for (var row = 0; row < raw.Length / model.Inputs.Count; row++)
        {
            model.Score(raw.AsSpan(row * model.Inputs.Count, model.Inputs.Count), outputs.AsSpan(row * model.Output.Width, model.Output.Width));
        }
    }
}
