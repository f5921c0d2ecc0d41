using MlPlatform.Trust.Constraints;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Tests.Robustness;

/// <summary>A small space of whole numbers, a category, a boolean and a fixed column, over which everything can be listed, and a model with a crooked boundary.</summary>
internal static class MixedSpace
{
    public const int Width = 5;

    public static RowSpace Space { get; } = new([
        new("income", ColumnKind.Integer) { Minimum = 0, Maximum = 8, Scale = 2 },
        new("age", ColumnKind.Integer) { Minimum = 0, Maximum = 8, Movement = Movement.OnlyUp, Scale = 3 },
        new("job", ColumnKind.Category) { Codes = [0, 1, 2] },
        new("owner", ColumnKind.Boolean),
        new("region", ColumnKind.Category) { Codes = [0, 1], Movement = Movement.None },
    ]);

    public static Scorer Model { get; } = new([.. Space.Columns.Select(column => column.Name)], 1, (rows, scores) =>
    {
        for (var i = 0; i < scores.Length; i++) scores[i] = Score(rows.Slice(i * Width, Width));
    });

    public static double Score(ReadOnlySpan<double> row) =>
        TestModels.Sigmoid((0.6 * row[0]) + (0.3 * row[1]) + (row[2] == 2 ? 1.5 : row[2] * -0.7) + (row[3] * 0.9) + (row[4] * (row[0] - 3) * 0.5) - 4.1);

    /// <summary>Every row of the space.</summary>
    public static IEnumerable<double[]> Rows() =>
        from a in Enumerable.Range(0, 9) from b in Enumerable.Range(0, 9) from c in Enumerable.Range(0, 3) from d in Enumerable.Range(0, 2) from e in Enumerable.Range(0, 2)
        select new double[] { a, b, c, d, e };

    /// <summary>The distance of the nearest feasible row of another label, +∞ where there is none.</summary>
    public static double Nearest(double[] row, AttackNorm norm)
    {
        var distance = new RowDistance(Space, norm == AttackNorm.L2 ? DistanceKind.L2 : DistanceKind.LInfinity);
        return Rows().Where(other => Space.IsFeasible(row, other) && Score(other) >= 0.5 != Score(row) >= 0.5)
            .Select(other => distance.Between(row, other)).DefaultIfEmpty(double.PositiveInfinity).Min();
    }
}
