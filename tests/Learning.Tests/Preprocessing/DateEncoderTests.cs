using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Tests.Preprocessing;

public sealed class DateEncoderTests
{
    private const DateParts All = DateParts.Elapsed | DateParts.Year | DateParts.Month | DateParts.Day | DateParts.Weekday | DateParts.Hour | DateParts.DayOfYear;

    private static readonly EncodingOptions Raw = new() { Scaling = Scaling.None, Dates = All };

    [Fact]
    public void Parts_OfALeapDay_AreTheCalendars()
    {
        var encoding = Columns.Fit(Columns.Dates("2024-02-29T18:30:00Z"), Raw);
        Assert.Equal(["d.elapsed", "d.year", "d.month", "d.day", "d.weekday", "d.hour", "d.day_of_year"], encoding.FeatureNames);
        Assert.Equal([19782 + (18.5 / 24), 2024, 2, 29, 3, 18, 60], encoding.EncodeDenseDouble(Columns.Dates("2024-02-29T18:30:00Z")));
    }

    [Fact]
    public void Parts_BeforeTheEpoch_AreTheCalendars() => Assert.Equal(
        [-1, 1969, 12, 31, 2, 0, 365], Columns.Features(Columns.Dates("1969-12-31T00:00:00Z"), Raw));

    [Fact]
    public void Hours_JustBeforeAndAfterMidnight_AreNeighboursOnTheCircle()
    {
        var features = Columns.Features(Columns.Dates("2024-01-01T23:00:00Z", "2024-01-02T00:00:00Z"), Raw with { Dates = DateParts.Hour, CyclicDates = true });
        Assert.Equal(Math.Sin(-2 * Math.PI / 24), features[0], 12);
        Assert.Equal(Math.Cos(-2 * Math.PI / 24), features[1], 12);
        Assert.Equal([0, 1], features[2..]);
    }

    [Fact]
    public void MissingDate_GetsTheMeanOfEachPart() => Assert.Equal(
        [2020, 1, 2022, 5, 2021, 3], Columns.Features(Columns.Dates("2020-01-15", "2022-05-15", null), Raw with { Dates = DateParts.Year | DateParts.Month }));

    [Fact]
    public void DateBeyondTheCalendar_IsMissing()
    {
        var encoding = Columns.Fit(Columns.Dates("2020-01-15", "2022-05-15"), Raw with { Dates = DateParts.Year });
        var features = new double[1];
        encoding.Encode([1e12], features);
        Assert.Equal(2021, features[0]);
    }
}
