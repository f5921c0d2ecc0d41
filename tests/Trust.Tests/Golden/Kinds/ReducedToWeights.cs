using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>Error, violation (0 where the bound is kept) and error + violation / ε of exponentiated gradient, whose learner is exact over a cut per group. Input: rows, constraint, bound, cuts.</summary>
internal static class ReducedToWeights
{
    private const double Clear = 1e-9;

    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var rows = MitigationRows.Of(input);
        var cuts = input.Numbers("cuts");
        var fitted = new ExponentiatedGradient
        {
            Constraint = Enum.Parse<ParityConstraint>(input.GetProperty("constraint").GetString()!),
            Bound = input.GetProperty("bound").GetDouble(),
        }.Fit<double[]>(rows.Data, (labels, weights, _) => BestCut(rows, cuts, labels, weights), CancellationToken.None);
        var violation = Math.Max(0, fitted.Violation);
        return [fitted.Error, violation, fitted.Error + (100 * violation)];
    }

    /// <summary>The first of the cheapest pairs of cuts.</summary>
    private static (double[] Model, double[] Answers) BestCut(MitigationRows rows, double[] cuts, bool[] labels, double[] weights)
    {
        double[] best = [];
        var least = double.PositiveInfinity;
        foreach (var first in cuts)
        {
            foreach (var second in cuts)
            {
                var cost = 0.0;
                for (var row = 0; row < labels.Length; row++)
                {
                    if (rows.Scores[row] > (rows.Groups[row] == 0 ? first : second) != labels[row]) cost += weights[row];
                }

                if (cost < least - Clear) (least, best) = (cost, [first, second]);
            }
        }

        return (best, [.. rows.Scores.Select((score, row) => score > best[rows.Groups[row]] ? 1.0 : 0)]);
    }
}
