using System.Text;
using MlPlatform.Tables.Reading;

namespace MlPlatform.Tables.Tests;

public sealed class LibsvmReadingTests
{
    [Fact]
    public void SparseLines_BecomeDenseColumnsByIndex()
    {
        var table = Read("1 0:0.5 2:-3\r\n# all of this is a comment\n-1 1:1e2 # the rest as well 7:7\n\n0").Table;
        Assert.Equal(["label", "f0", "f1", "f2"], table.Columns.Select(column => column.Name));
        Assert.Equal([[1, -1, 0], [0.5, 0, 0], [0, 100, 0], [-3, 0, 0]], table.Columns.Select(column => ((NumberColumn)column).ToArray()));
    }

    [Fact]
    public void AbsentFeatures_AreMissingWhereTheCallerSaysSo()
    {
        var table = Read("1 1:2\n", new LibsvmOptions { AbsentIsMissing = true, FeatureCount = 3 }).Table;
        Assert.Equal([double.NaN, 2, double.NaN], table.Columns.Skip(1).Select(column => ((NumberColumn)column)[0]));
    }

    [Fact]
    public void Queries_BecomeAColumn()
    {
        var table = Read("2 qid:7 0:1\n1 qid:7 0:2\n0 qid:9\n").Table;
        Assert.Equal([7d, 7, 9], ((NumberColumn)table["qid"]).ToArray());
    }

    [Theory]
    [InlineData("x 0:1", "The label 'x' is not a number.")]
    [InlineData("1 0", "'0' is not index:value.")]
    [InlineData("1 :5", "':5' is not index:value.")]
    [InlineData("1 a:5", "The index 'a' is not a number from 0 to 99999.")]
    [InlineData("1 -1:5", "The index '-1' is not a number from 0 to 99999.")]
    [InlineData("1 100000:5", "The index '100000' is not a number from 0 to 99999.")]
    [InlineData("1 0:y", "The value of feature 0 is not a number: 'y'.")]
    [InlineData("1 0:1 0:2", "Feature 0 occurs twice.")]
    [InlineData("1 qid:3 0:1", "The line has a query; those before it have none.")]
    [InlineData("1 qid:z 0:1", "The query 'z' is not a number.")]
    [InlineData("1 qid:1 qid:2", "The line has two queries.")]
    public void MalformedLine_BetweenGoodOnes_IsSetAsideWithItsReason(string line, string reason)
    {
        var result = Read($"1 0:1\n{line}\n0 0:2\n");
        var rejected = Assert.Single(result.Rejected);
        Assert.Equal((2, reason, line), (rejected.Line, rejected.Reason, Encoding.UTF8.GetString(rejected.Raw.Span)));
        Assert.Equal([1d, 2], ((NumberColumn)result.Table["f0"]).ToArray());
    }

    [Fact]
    public void IndexBeyondTheFeatureCount_IsMalformed() =>
        Assert.Contains("from 0 to 2", Assert.Single(Read("1 3:1\n", new LibsvmOptions { FeatureCount = 3 }).Rejected).Reason);

    [Fact]
    public void RejectLimit_Exceeded_EndsTheReading() =>
        Assert.Contains("line 1", Assert.Throws<TableFormatException>(() => Read("a\nb\n", new LibsvmOptions { RejectLimit = 1 })).Message);

    private static TableReadResult Read(string text, LibsvmOptions? options = null) => LibsvmReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);
}
