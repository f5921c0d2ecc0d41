using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Metrics;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Reading;
using MlPlatform.Testing;

namespace MlPlatform.Learning.Tests;

public sealed class GermanCreditTests
{
    [RequiresFact(SharedFile = "data/german-credit/german.csv")]
    public void GermanCredit_OverTenSplits_SeparatesGoodFromBad()
    {
        using var file = File.OpenRead(Path.Combine(Repository.Shared!, "data/german-credit/german.csv"));
        var table = TableReader.ReadCsv(file).Table;
        Assert.Equal(1000, table.RowCount);
        var aucs = Enumerable.Range(0, 10).Select(seed => TestAuc(table, (ulong)seed)).ToArray();
        const double Lowest = 0.72;
        const double Mean = 0.77;
        Assert.All(aucs, auc => Assert.InRange(auc, Lowest, 1));
        Assert.InRange(aucs.Average(), Mean, 1);
    }

    private static double TestAuc(Table table, ulong seed)
    {
        var label = new LabelSchema("credit_risk", "good", "bad");
        var parts = RowSplit.Deal(((CategoryColumn)table[label.Name]).Codes, [0.7, 0.1, 0.2], seed);
        TrainingData Part(int index) => TrainingData.From(table.Take(parts[index]), label);
        var model = LinearLearner.Fit(
            Part(0), LinearLearnerOptions.Parse(new Dictionary<string, string> { ["wd"] = "0.02" }), new FitContext { Validation = Part(1) }, CancellationToken.None);
        var test = Part(2);
        return BinaryMetrics.RocAuc(model.Score(test.Features), test.Labels);
    }
}
