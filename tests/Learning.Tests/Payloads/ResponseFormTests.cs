using System.Buffers;
using System.Text;
using MlPlatform.Learning.Models;
using MlPlatform.Learning.Payloads;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Payloads;

/// <summary>Requests and responses of each algorithm in SageMaker's forms.</summary>
public sealed class ResponseFormTests
{
    private const string TwoRows = "0.25,0.5,0.125\n1,3,2\n";

    [Theory]
    [InlineData("linear-learner", OutputKind.Number, 1, """{"predictions":[{"score":0.25},{"score":1}]}""")]
    [InlineData("linear-learner", OutputKind.Probability, 1, """{"predictions":[{"score":0.25,"predicted_label":0},{"score":1,"predicted_label":1}]}""")]
    [InlineData("linear-learner", OutputKind.ClassProbabilities, 3, """{"predictions":[{"score":[0.25,0.5,0.125],"predicted_label":1},{"score":[1,3,2],"predicted_label":1}]}""")]
    [InlineData("knn", OutputKind.ClassProbabilities, 3, """{"predictions":[{"predicted_label":1},{"predicted_label":1}]}""")]
    [InlineData("knn", OutputKind.Probability, 1, """{"predictions":[{"predicted_label":0},{"predicted_label":1}]}""")]
    [InlineData("knn", OutputKind.Number, 1, """{"predictions":[{"predicted_label":0.25},{"predicted_label":1}]}""")]
    [InlineData("kmeans", OutputKind.Cluster, 2, """{"predictions":[{"closest_cluster":0.25,"distance_to_cluster":0.5},{"closest_cluster":1,"distance_to_cluster":3}]}""")]
    [InlineData("pca", OutputKind.Projection, 2, """{"projections":[{"projection":[0.25,0.5]},{"projection":[1,3]}]}""")]
    [InlineData("randomcutforest", OutputKind.AnomalyScore, 1, """{"scores":[{"score":0.25},{"score":1}]}""")]
    [InlineData("xgboost", OutputKind.Ranking, 1, """{"predictions":[{"score":0.25},{"score":1}]}""")]
    public void Json_OfEachKind_IsSageMakers(string algorithm, OutputKind kind, int width, string expected) =>
        Assert.Equal(("application/json", expected), Predict(new EchoModel(algorithm, kind, width), TwoRows, "text/csv", "application/json"));

    [Theory]
    [InlineData("kmeans", OutputKind.Cluster, 2, "0.25,0.5\n1,3\n")]
    [InlineData("pca", OutputKind.Projection, 3, "0.25,0.5,0.125\n1,3,2\n")]
    [InlineData("linear-learner", OutputKind.ClassProbabilities, 3, "0.25,0.5,0.125\n1,3,2\n")]
    [InlineData("knn", OutputKind.ClassProbabilities, 3, "1\n1\n")]
    [InlineData("xgboost", OutputKind.Probability, 1, "0.25,1")]
    [InlineData("xgboost", OutputKind.ClassProbabilities, 2, "[0.25,0.5],[1,3]")]
    public void Csv_OfEachKind_IsSageMakers(string algorithm, OutputKind kind, int width, string expected) =>
        Assert.Equal(("text/csv", expected), Predict(new EchoModel(algorithm, kind, width), TwoRows, "text/csv;label_size=0", "text/csv"));

    [Fact]
    public void Xgboost_AskedForNothing_AnswersInCsv() =>
        Assert.Equal("text/csv", Predict(new EchoModel("xgboost", OutputKind.Number, 1), TwoRows, "text/csv", null).Type);

    [Fact]
    public void Xgboost_InABatch_HasALinePerRow() =>
        Assert.Equal("0.25\n1\n", Predict(new EchoModel("xgboost", OutputKind.Number, 1), TwoRows, "text/csv", null, isBatch: true).Body);

    [Fact]
    public void JsonLines_OfProjections_AreObjects() =>
        Assert.Equal("{\"projection\":[0.25]}\n{\"projection\":[1]}\n", Predict(new EchoModel("pca", OutputKind.Projection, 1), TwoRows, "text/csv", "application/jsonlines").Body);

    [Fact]
    public void Libsvm_NamesWhatIsThere_AndTheRestIsMissing()
    {
        var model = new EchoModel("xgboost", OutputKind.Projection, 3);
        Assert.Equal("{\"projection\":[5,NaN,7]}\n{\"projection\":[NaN,NaN,NaN]}\n", Predict(model, "1 0:5 2:7\n0\n", "text/libsvm", "application/jsonlines").Body);
        Assert.Equal("{\"projection\":[5,6,NaN]}\n", Predict(model, "0:5 1:6", "text/x-libsvm", "application/jsonlines").Body);
    }

    [Theory]
    [InlineData("1 0:5 x", "'x' is not index:value")]
    [InlineData("1 0:5 y:3", "'y:3' is not index:value")]
    [InlineData("1 0:", "'0:' is not index:value")]
    [InlineData("1 3:5", "Row 1 has 4 or more fields")]
    [InlineData("1 -1:5", "'-1:5' is not index:value")]
    public void Libsvm_ThatIsNone_IsRefusedWithItsRow(string body, string message) => Assert.Contains(
        message, Assert.Throws<PayloadException>(() => Predict(new EchoModel("xgboost", OutputKind.Number, 1), body, "text/libsvm", null)).Message, StringComparison.Ordinal);

    [Fact]
    public void DatesAndBooleans_BecomeTheirNumbers()
    {
        InputColumn[] inputs = [new("day", ColumnType.Date, null), new("flag", ColumnType.Boolean, null)];
        var model = new EchoModel("pca", OutputKind.Projection, 2, inputs);
        Assert.Equal("{\"projection\":[1,1]}\n{\"projection\":[1.5,0]}\n", Predict(model, "1970-01-02,true\n1970-01-02T12:00:00Z,0\n", "text/csv", "application/jsonlines").Body);
        Assert.Equal("{\"projection\":[1,0]}\n", Predict(model, """{"features":["1970-01-02",false]}""", "application/jsonlines", "application/jsonlines").Body);
        var error = Assert.Throws<PayloadException>(() => Predict(model, "soon,true", "text/csv", null));
        Assert.Contains("'day' must be a date and is 'soon'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyRows_ComeBackInTheirOrder()
    {
        const int Rows = 1000;
        var body = string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i},0,0\n"));
        var (_, answer) = Predict(new EchoModel("linear-learner", OutputKind.Number, 1), body, "text/csv", "text/csv");
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => $"{i}"), answer.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Prediction_OfASmallRequest_AllocatesNothing()
    {
        var predictor = new Predictor(new EchoModel("linear-learner", OutputKind.Probability, 1));
        var output = new ArrayBufferWriter<byte>(4096);
        predictor.Predict("1,2,3\n4,5,6"u8, "text/csv", "text/csv", output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var request = 0; request < 100; request++)
        {
            output.ResetWrittenCount();
            predictor.Predict("1,2,3\n4,5,6"u8, "text/csv", "text/csv", output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (string Type, string Body) Predict(ITabularModel model, string body, string type, string? accept, bool isBatch = false)
    {
        var output = new ArrayBufferWriter<byte>();
        var responseType = new Predictor(model, isBatch).Predict(Encoding.UTF8.GetBytes(body), type, accept, output);
        return (responseType, Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
