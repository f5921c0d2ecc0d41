using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

public sealed class LinearProgramTests
{
    private const double Near = 1e-8;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Minimum_OfRandomPrograms_IsThatOfTheBestVertexAndItsDual(ulong seed)
    {
        var random = new SeededRandom(seed);
        double Number() => Math.Round((4 * random.NextDouble()) - 2, 1);
        double[] costs = [Number(), Number(), Number()];
        double[][] upper = [[Number(), Number(), Number()], [Number(), Number(), Number()], [1, 1, 1]];
        double[] limits = [random.NextDouble(), 0, 2];

        var best = BestVertex(costs, upper, limits, [1, 0.5, 0.25], 0.5);
        if (double.IsInfinity(best))
        {
            Assert.Throws<TrustException>(() => LinearProgram.Minimize(costs, upper, limits, [[1, 0.5, 0.25]], [0.5]));
            return;
        }

        var found = LinearProgram.Minimize(costs, upper, limits, [[1, 0.5, 0.25]], [0.5]);

        Assert.Equal(best, found.Minimum, Near);
        Assert.Equal(found.Minimum, costs.Zip(found.Values, (cost, value) => cost * value).Sum(), Near);
        Assert.All(found.Multipliers, multiplier => Assert.True(multiplier >= 0));
        for (var i = 0; i < upper.Length; i++)
        {
            var slack = limits[i] - upper[i].Zip(found.Values, (a, x) => a * x).Sum();
            Assert.True(slack >= -Near, "A constraint is broken.");
            Assert.Equal(0, slack * found.Multipliers[i], Near);
        }
    }

    [Fact]
    public void Multipliers_AreWhatALimitIsWorth()
    {
        // max 3x + 2y, x + y ≤ 4, x ≤ 3: at (3, 1); one more of the first limit is worth 2, of the second 1.
        var found = LinearProgram.Minimize([-3, -2], [[1, 1], [1, 0]], [4, 3], [], []);

        Assert.Equal([3, 1], found.Values);
        Assert.Equal([2, 1], found.Multipliers);
        Assert.Equal(-11, found.Minimum, Near);
    }

    [Fact]
    public void Program_WithoutSolution_SaysWhy()
    {
        Assert.Contains("contradict", Assert.Throws<TrustException>(() => LinearProgram.Minimize([1], [[1]], [1], [[1]], [2])).Message, StringComparison.Ordinal);
        Assert.Contains("no minimum", Assert.Throws<TrustException>(() => LinearProgram.Minimize([-1], [[-1]], [1], [], [])).Message, StringComparison.Ordinal);
    }

    /// <summary>Beale's program, on which the simplex method cycles without a rule against it.</summary>
    [Fact]
    public void Program_ThatCyclesWithoutCare_Ends()
    {
        var found = LinearProgram.Minimize([-0.75, 150, -0.02, 6], [[0.25, -60, -0.04, 9], [0.5, -90, -0.02, 3], [0, 0, 1, 0]], [0, 0, 1], [], []);

        Assert.Equal(-0.05, found.Minimum, Near);
    }

    /// <summary>All points where the equality and two of the other constraints (or axes) meet.</summary>
    private static double BestVertex(double[] costs, double[][] upper, double[] limits, double[] equal, double equalLimit)
    {
        double[][] planes = [.. upper, [1, 0, 0], [0, 1, 0], [0, 0, 1]];
        double[] values = [.. limits, 0, 0, 0];
        var best = double.PositiveInfinity;
        for (var i = 0; i < planes.Length; i++)
        {
            for (var j = i + 1; j < planes.Length; j++)
            {
                if (Solve([equal, planes[i], planes[j]], [equalLimit, values[i], values[j]]) is not { } x) continue;
                var isFeasible = x.All(value => value >= -Near) && upper.Zip(limits).All(row => row.First.Zip(x, (a, v) => a * v).Sum() <= row.Second + Near);
                if (isFeasible) best = Math.Min(best, costs.Zip(x, (cost, value) => cost * value).Sum());
            }
        }

        return best;
    }

    /// <summary>Cramer's rule.</summary>
    private static double[]? Solve(double[][] rows, double[] right)
    {
        static double Determinant(double[][] m) =>
            (m[0][0] * ((m[1][1] * m[2][2]) - (m[1][2] * m[2][1]))) - (m[0][1] * ((m[1][0] * m[2][2]) - (m[1][2] * m[2][0]))) + (m[0][2] * ((m[1][0] * m[2][1]) - (m[1][1] * m[2][0])));
        var determinant = Determinant(rows);
        if (Math.Abs(determinant) < Near) return null;
        return [.. Enumerable.Range(0, 3).Select(column => Determinant([.. rows.Select((row, i) => row.Select((value, j) => j == column ? right[i] : value).ToArray())]) / determinant)];
    }
}
