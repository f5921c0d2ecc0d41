using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Tests.Constraints;

public sealed class RowSpaceLearnerTests
{
    private static readonly string[] Names = ["amount", "age", "job", "owner", "rate"];

    private static readonly double[] Rows = [
        1.25, 30, 2, 0, 1,
        2.50, 40, 5, 1, double.NaN,
        4.00, 35, 2, 1, 9.5,
        9.75, 60, 0, 0, 2,
    ];

    [Fact]
    public void Learn_FromData_FindsKindsRangesCodesAndMissing()
    {
        var space = RowSpace.Learn(Names, Rows, new RowSpaceOptions { Categories = ["job"], Immutable = ["owner"], KeepDecimals = true });

        Assert.Equal([ColumnKind.Number, ColumnKind.Integer, ColumnKind.Category, ColumnKind.Boolean, ColumnKind.Number], space.Columns.Select(column => column.Kind));
        Assert.Equal((1.25, 9.75, 0.01), (space.Columns[0].Minimum, space.Columns[0].Maximum, space.Columns[0].Step));
        Assert.Equal((30, 60, 1), (space.Columns[1].Minimum, space.Columns[1].Maximum, space.Columns[1].Step));
        Assert.Equal([0, 2, 5], space.Columns[2].Codes);
        Assert.Equal(Movement.None, space.Columns[3].Movement);
        Assert.Equal((MissingValues.Kept, 0.1), (space.Columns[4].Missing, space.Columns[4].Step));
        Assert.Equal(MissingValues.Refused, space.Columns[0].Missing);
    }

    [Theory]
    [InlineData(ColumnScale.MedianAbsoluteDeviation, 5.0)] // median 37.5; deviations 7.5 2.5 2.5 22.5; their median 5
    [InlineData(ColumnScale.StandardDeviation, 11.388041973930374)] // mean 41.25; squares 518.75 / 4, root
    [InlineData(ColumnScale.Range, 30.0)]
    [InlineData(ColumnScale.None, 1.0)]
    public void Learn_Scale_IsTheOneAskedFor(ColumnScale scale, double expected)
    {
        var space = RowSpace.Learn(Names, Rows, new RowSpaceOptions { Scale = scale });

        Assert.Equal(expected, space.Columns[1].Scale, 12);
    }

    [Fact]
    public void Learn_WhereMostValuesAreEqual_FallsBackToTheStandardDeviation()
    {
        var space = RowSpace.Learn(["x", "constant"], [2, 7, 2, 7, 2, 7, 6, 7], new RowSpaceOptions());

        Assert.Equal(Math.Sqrt(3), space.Columns[0].Scale, 12);
        Assert.Equal(1, space.Columns[1].Scale);
    }

    [Fact]
    public void Learn_Margin_WidensTheRange()
    {
        var age = RowSpace.Learn(Names, Rows, new RowSpaceOptions { Margin = 0.1 }).Columns[1];

        Assert.Equal((27, 63), (age.Minimum, age.Maximum));
    }

    [Fact]
    public void Learn_BadRequests_AreNamed()
    {
        Assert.Contains("'city'", Assert.Throws<TrustException>(() => RowSpace.Learn(Names, Rows, new RowSpaceOptions { Categories = ["city"] })).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Throws<TrustException>(() => RowSpace.Learn(["x"], [double.NaN], new RowSpaceOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("no whole rows", Assert.Throws<TrustException>(() => RowSpace.Learn(Names, [1, 2], new RowSpaceOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("infinite", Assert.Throws<TrustException>(() => RowSpace.Learn(["x"], [double.PositiveInfinity], new RowSpaceOptions())).Message, StringComparison.Ordinal);
    }
}
