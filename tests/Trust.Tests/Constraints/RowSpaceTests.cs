using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Tests.Constraints;

public sealed class RowSpaceTests
{
    private static readonly RowSpace Space = new([
        new("amount", ColumnKind.Number) { Minimum = 0, Maximum = 10, Step = 0.5 },
        new("age", ColumnKind.Integer) { Minimum = 18, Maximum = 90, Movement = Movement.OnlyUp },
        new("job", ColumnKind.Category) { Codes = [0, 1, 4] },
        new("owner", ColumnKind.Boolean),
        new("birthplace", ColumnKind.Category) { Codes = [0, 1], Movement = Movement.None },
        new("rate", ColumnKind.Number) { Missing = MissingValues.Kept, Movement = Movement.OnlyDown },
    ]);

    private static readonly double[] Original = [3.2, 40, 1, 0, 1, double.NaN];

    [Fact]
    public void Project_EveryKind_GivesTheNearestPermittedValue()
    {
        double[] row = [4.8, 39, 4, 0.7, 0, 3];

        Space.Project(Original, row);

        Assert.Equal([5, 40, 4, 1, 1, double.NaN], row);
        Assert.True(Space.IsFeasible(Original, row));
    }

    [Fact]
    public void Project_TowardsTheOriginal_NeverPassesTheProposal()
    {
        double[] row = [4.8, 42.9, 4, 0.7, 0, 3];

        Space.Project(Original, row, Rounding.TowardsOriginal);

        Assert.Equal([4.5, 42, 4, 0, 1, double.NaN], row);
    }

    [Theory]
    [InlineData(3.3, 3.2)] // the value itself is off the grid, permitted, and nearer than 3.5
    [InlineData(3.4, 3.5)]
    [InlineData(-7.0, 0.0)]
    [InlineData(99.0, 10.0)]
    [InlineData(double.NaN, 3.2)]
    public void Project_OfANumber_ChoosesBetweenGridAndOriginal(double proposed, double expected) =>
        Assert.Equal(expected, Space.Project(0, 3.2, proposed));

    [Fact]
    public void Project_OnDecimalGrid_GivesTheDecimalItself()
    {
        var space = new RowSpace([new("x", ColumnKind.Number) { Step = 0.1 }]);

        Assert.Equal(0.3, space.Project(0, 5, 0.31));
        Assert.Equal(0.7, space.Project(0, 5, 0.66));
    }

    [Fact]
    public void Project_RandomProposals_AgreesWithSearchOverEveryPermittedValue()
    {
        var random = new SeededRandom(3);
        for (var round = 0; round < 2000; round++)
        {
            var column = new ColumnConstraint("x", ColumnKind.Number)
            {
                Minimum = random.NextInt32(5) - 3, Maximum = 2 + random.NextInt32(4), Step = 0.25 * (1 + random.NextInt32(4)),
                Movement = (Movement)(1 + random.NextInt32(3)),
            };
            var space = new RowSpace([column]);
            double original = (random.NextDouble() * 12) - 6, proposed = (random.NextDouble() * 16) - 8;
            double[] permitted = [original, .. Enumerable.Range(-80, 161).Select(k => k * column.Step).Where(value => space.IsFeasible([original], [value]))];

            var found = space.Project(0, original, proposed);
            var inward = space.Project(0, original, proposed, Rounding.TowardsOriginal);

            Assert.Contains(found, permitted);
            Assert.Equal(permitted.Min(value => Math.Abs(value - proposed)), Math.Abs(found - proposed), 12);
            Assert.Contains(inward, permitted);
            var between = permitted.Where(value => value >= Math.Min(original, proposed) - 1e-12 && value <= Math.Max(original, proposed) + 1e-12);
            Assert.Equal(between.Max(value => Math.Abs(value - original)), Math.Abs(inward - original), 12);
        }
    }

    [Theory]
    [InlineData(0, 3.3, "'amount' is no multiple of 0.5.")]
    [InlineData(0, 11.0, "'amount' may be 0 to 10, not 11.")]
    [InlineData(1, 39.0, "'age' may be 40 to 90, not 39.")]
    [InlineData(2, 3.0, "'job' has no such code.")]
    [InlineData(4, 0.0, "'birthplace' may not change.")]
    [InlineData(5, 1.0, "'rate' is missing and stays so.")]
    [InlineData(3, double.NaN, "'owner' may not become missing.")]
    public void Violation_OfOneColumn_NamesItAndTheReason(int column, double value, string reason)
    {
        var row = Original.ToArray();
        row[column] = value;

        Assert.Equal(reason, Space.Violation(Original, row));
    }

    [Fact]
    public void Require_MissingValueWhereRefused_NamesTheColumn()
    {
        var refusal = Assert.Throws<TrustException>(() => Space.Require([double.NaN, 40, 1, 0, 1, 2]));

        Assert.Contains("'amount'", refusal.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, ColumnConstraint> Contradictions() => new()
    {
        { "above the greatest", new("x", ColumnKind.Number) { Minimum = 2, Maximum = 1 } },
        { "step", new("x", ColumnKind.Number) { Step = -1 } },
        { "scale", new("x", ColumnKind.Number) { Scale = 0 } },
        { "has codes", new("x", ColumnKind.Category) },
        { "has codes", new("x", ColumnKind.Number) { Codes = [1] } },
        { "no order", new("x", ColumnKind.Category) { Codes = [1], Movement = Movement.OnlyUp } },
        { "ascending", new("x", ColumnKind.Category) { Codes = [1, 1] } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Constraint_ThatContradictsItself_IsRefused(string saying, ColumnConstraint column)
    {
        var refusal = Assert.Throws<TrustException>(() => new RowSpace([column]));

        Assert.Contains("'x'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(saying, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_UnknownOrDoubledColumn_IsRefused()
    {
        Assert.Contains("'salary'", Assert.Throws<TrustException>(() => Space.With(new ColumnConstraint("salary", ColumnKind.Number))).Message, StringComparison.Ordinal);
        Assert.Contains("2 constraints", Assert.Throws<TrustException>(() => new RowSpace([Space.Columns[0], Space.Columns[0]])).Message, StringComparison.Ordinal);
    }
}
