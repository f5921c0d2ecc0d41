using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Tests.Constraints;

public sealed class RowDistanceTests
{
    private static readonly RowSpace Space = new([
        new("a", ColumnKind.Number) { Minimum = 0, Maximum = 10, Scale = 2 },
        new("b", ColumnKind.Integer) { Scale = 4 },
        new("c", ColumnKind.Category) { Codes = [1, 2, 3] },
        new("d", ColumnKind.Boolean),
        new("e", ColumnKind.Number) { Missing = MissingValues.Kept },
    ]);

    /// <summary>By column, in scaled units: 1.5, 2, 1, 0, and 1 for the one missing value. By range: 0.3, 2 (no range, so the scale), 1, 0.</summary>
    [Theory]
    [InlineData(DistanceKind.L1, 5.5)]
    [InlineData(DistanceKind.L2, 2.8722813232690143)] // √(2.25 + 4 + 1 + 1)
    [InlineData(DistanceKind.LInfinity, 2.0)]
    [InlineData(DistanceKind.L0, 4.0)]
    [InlineData(DistanceKind.Gower, 0.825)] // (0.3 + 2 + 1 + 0) / 4
    [InlineData(DistanceKind.Heom, 2.4677925358506134)] // √(0.09 + 4 + 1 + 1)
    public void Distance_OfMixedRows_IsTheOneWorkedByHand(DistanceKind kind, double expected)
    {
        var distance = new RowDistance(Space, kind);

        Assert.Equal(expected, distance.Between([2, 8, 1, 1, double.NaN], [5, 16, 3, 1, 4]), 12);
        Assert.Equal(0, distance.Between([2, 8, 1, 1, double.NaN], [2, 8, 1, 1, double.NaN]));
    }

    [Fact]
    public void Gower_OfRowsThatShareNoValue_IsOne() => Assert.Equal(1, new RowDistance(
        new RowSpace([new("x", ColumnKind.Number) { Missing = MissingValues.Kept }]), DistanceKind.Gower).Between([double.NaN], [1]));

    [Fact]
    public void Sums_InVectors_AgreeWithOneByOne()
    {
        var random = new SeededRandom(8);
        for (var width = 1; width < 40; width++)
        {
            var space = new RowSpace(Enumerable.Range(0, width).Select(j => random.NextInt32(3) == 0
                ? new ColumnConstraint($"x{j}", ColumnKind.Category) { Codes = [0, 1, 2] }
                : new ColumnConstraint($"x{j}", ColumnKind.Number) { Scale = 0.5 + random.NextDouble() }));
            var distance = new RowDistance(space, DistanceKind.L2);
            double[] a = [.. Enumerable.Range(0, width).Select(_ => Draw(random))], b = [.. Enumerable.Range(0, width).Select(_ => Draw(random))];

            foreach (var squared in new[] { true, false }) Assert.Equal(distance.SumScalar(a, b, squared), distance.SumKernel(a, b, squared), 12);
        }
    }

    [Fact]
    public void Nearest_OfEqualRows_IsTheFirst()
    {
        var distance = new RowDistance(new RowSpace([new("x", ColumnKind.Number), new("y", ColumnKind.Number)]), DistanceKind.L2);

        Assert.Equal((1, 5), distance.Nearest([0, 0], [6, 6, 3, 4, 4, 3]));
    }

    private static double Draw(SeededRandom random) => random.NextInt32(5) == 0 ? double.NaN : random.NextInt32(3);
}
