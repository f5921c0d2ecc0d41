using System.Text.Json;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Evidently's tests and its choice among them. What they return is the p-value where there is one, else the distance.</summary>
internal static class DriftOfEvidently
{
    private static readonly DriftTest[] Rules =
        [DriftTest.KolmogorovSmirnov, DriftTest.ChiSquareAgainst, DriftTest.ZTest, DriftTest.JensenShannonDistance, DriftTest.WassersteinNormed];

    /// <summary>Input: reference, current.</summary>
    public static IReadOnlyList<double?> Numbers(JsonElement input)
    {
        double[] reference = DrawnSample.Read(input.GetProperty("reference")), current = DrawnSample.Read(input.GetProperty("current"));
        var column = DatasetComparison.Compare([new NumberPair("x", reference, current)], 1, CancellationToken.None)[0];
        return
        [
            .. Scores(column, DriftTest.PopulationStabilityOfShares, DriftTest.JensenShannonDistance, DriftTest.KullbackLeibler, DriftTest.Hellinger),
            .. Scores(column, DriftTest.WassersteinNormed, DriftTest.KolmogorovSmirnov, DriftTest.AndersonDarling, DriftTest.CramerVonMises, DriftTest.Energy),
            .. Verdict(column),
        ];
    }

    /// <summary>Input: counts per category in reference and current.</summary>
    public static IReadOnlyList<double?> Categories(JsonElement input)
    {
        var column = CategoryComparison.Compare("x", input.Numbers("reference"), input.Numbers("current"), (0, 0));
        return
        [
            .. Scores(column, DriftTest.PopulationStabilityOfShares, DriftTest.JensenShannonDistance, DriftTest.KullbackLeibler, DriftTest.Hellinger, DriftTest.ChiSquareAgainst),
            .. Verdict(column),
        ];
    }

    private static IEnumerable<double?> Scores(ColumnDrift column, params DriftTest[] tests) =>
        tests.Select(test => column[test]).Select(score => score.PValue ?? score.Statistic.Value);

    /// <summary>Which test is chosen, what it says, whether that is drift.</summary>
    private static double?[] Verdict(ColumnDrift column)
    {
        var verdict = DriftPolicy.Evidently.Judge([column]).Columns[0];
        return [Array.IndexOf(Rules, verdict.Rule.Test), verdict.Score.PValue ?? verdict.Score.Statistic.Value, verdict.IsDrift switch { true => 1, false => 0, null => null }];
    }
}
