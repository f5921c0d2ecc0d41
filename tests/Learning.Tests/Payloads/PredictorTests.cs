using System.Buffers;
using System.Text;
using System.Text.Json;
using MlPlatform.Learning.Linear;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Payloads;

namespace MlPlatform.Learning.Tests.Payloads;

public sealed class PredictorTests
{
    private static readonly Predictor Predictor = new(
        LinearLearner.Fit(Samples.Mixed(), LinearLearnerOptions.Default, FitContext.None, CancellationToken.None));

    [Fact]
    public void Csv_TwoRows_AnswersLinearLearnersJson()
    {
        var (type, body) = Predict("1,red\n3,\"blue\"\r\n", "text/csv", null);
        Assert.Equal("application/json", type);
        var predictions = JsonDocument.Parse(body).RootElement.GetProperty("predictions");
        Assert.Equal(2, predictions.GetArrayLength());
        Assert.Equal(Predictor.Model.ScoreOne([1, 1]), predictions[0].GetProperty("score").GetDouble());
        Assert.Equal(1, predictions[0].GetProperty("predicted_label").GetInt32());
        Assert.Equal(0, predictions[1].GetProperty("predicted_label").GetInt32());
    }

    [Theory]
    [InlineData("{\"instances\":[{\"features\":[1,\"red\"]},{\"features\":[3,\"blue\"]}]}")]
    [InlineData("{\"x\":{\"y\":[1]},\"instances\":[[1,\"red\"],[\"3\",\"blue\"]],\"z\":1}")]
    [InlineData("{\"instances\":[{\"id\":{\"a\":1},\"data\":{\"features\":{\"values\":[1,\"r\\u0065d\"]}}},{\"features\":[3,\"blue\"],\"w\":[2]}]}")]
    public void Json_InEveryShape_ScoresLikeCsv(string json) =>
        Assert.Equal(Predict("1,red\n3,blue", "text/csv", "text/csv"), Predict(json, "application/json; charset=utf-8", "text/csv"));

    [Fact]
    public void JsonLines_InAndOut_IsOneObjectPerLine()
    {
        var (_, body) = Predict("{\"features\":[1,\"red\"]}\n{\"features\":[null,\"red\"]}\n", "application/jsonlines", "application/jsonlines");
        Assert.Equal(2, body.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line)).Count());
    }

    [Theory]
    [InlineData("1", "text/csv", "Row 1 has 1")]
    [InlineData("1,red,3", "text/csv", "Row 1 has 3")]
    [InlineData("one,red", "text/csv", "'n' must be a number and is 'one'")]
    [InlineData("", "text/csv", "no row")]
    [InlineData("{\"instances\":[{\"features\":[1,\"red\"]}", "application/json", "not valid JSON")]
    [InlineData("{\"rows\":[]}", "application/json", "instances")]
    [InlineData("[]", "application/json", "instances")]
    [InlineData("x", "image/png", "image/png")]
    public void BadPayload_IsRefusedWithItsReason(string body, string type, string message) =>
        Assert.Contains(message, Assert.Throws<PayloadException>(() => Predict(body, type, null)).Message);

    private static (string Type, string Body) Predict(string body, string type, string? accept)
    {
        var output = new ArrayBufferWriter<byte>();
        var responseType = Predictor.Predict(Encoding.UTF8.GetBytes(body), type, accept, output);
        return (responseType, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
