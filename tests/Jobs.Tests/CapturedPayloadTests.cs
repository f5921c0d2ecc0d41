using MlPlatform.Jobs.Container.Captures;

namespace MlPlatform.Jobs.Tests;

public sealed class CapturedPayloadTests
{
    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,2,3\n")]
    [InlineData("1,2\n3,4\n")]
    [InlineData("1,2\r\n3,4\r\n")]
    [InlineData("1,,3")]
    [InlineData(",")]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("0.5")]
    [InlineData("a b, c ,ü")]
    [InlineData("1\n\n2\n")]
    public void PlainCsv_OfLinesWithoutQuotes_IsWhatTheReaderGives(string text) =>
        Assert.Equal(Payload.OfQuotedCsv(text).Select(row => row.Values), Payload.OfPlainCsv(text).Select(row => row.Values));

    [Fact]
    public void Csv_WithQuotes_KeepsCommasAndLinesInsideThem() =>
        Assert.Equal([["a,b", "c\nd"]], Payload.OfCsv("\"a,b\",\"c\nd\"").Select(row => row.Values));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("2", -1)]
    [InlineData("score", 0)]
    [InlineData("predictions[0].score", 0)]
    [InlineData("predictions[*].predicted_label[0]", 1)]
    [InlineData("other", -1)]
    public void Reference_ByPositionNameOrPath_FindsItsValue(string reference, int position) =>
        Assert.Equal(position, new PayloadRow(["score", "predicted_label"], ["0.7", "1"]).Find(reference));

    [Fact]
    public void Json_OfEveryUsualShape_BecomesRows()
    {
        Assert.Equal([["1", null, "x"]], Payload.OfJson("""{"instances":[{"features":[1,null,"x"]}]}""").Select(row => row.Values));
        Assert.Equal([["0.7", "1"], ["0.2", "0"]], Payload.OfJson("{\"score\":0.7,\"predicted_label\":1}\n{\"score\":0.2,\"predicted_label\":0}").Select(row => row.Values));
        Assert.Equal(["score", "predicted_label"], Payload.OfJson("""{"predictions":[{"score":0.7,"predicted_label":1}]}""")[0].Names);
    }
}
