namespace MlPlatform.Clarify.Tests.Endpoints;

/// <summary>Models that answer rubbish, slowly or not at all: the job says so, and keeps the metrics of the labels.</summary>
public sealed class BadModelTests
{
    private const string Data = "sex,income,approved\nf,10,yes\nf,20,no\nm,30,yes\nm,50,yes\n";
    private const string Both = """ "pre_training_bias": { "methods": "all" }, "post_training_bias": { "methods": "all" } """;

    [Theory]
    [InlineData("text/csv", "", "", "The model answered 0 predictions to 4 rows")]
    [InlineData("text/csv", "", "0.1\n0.2\n", "The model answered 2 predictions to 4 rows")]
    [InlineData("text/csv", "", "0.1\n0.2\nnan\n0.3\n", "The model predicts '0.1', which is no value of the label 'approved'")]
    [InlineData("text/csv", "\"probability\": 0,", "0.1\n0.2\nnan\n0.3\n", "The model's score of row 3 of a request is 'nan', which is no finite number.")]
    [InlineData("text/csv", "", "0.1\n7\n0.2\n0.3\n", "The model answers 7 for row 2: neither a value of the label 'approved' nor a probability.")]
    [InlineData("text/csv", "", "maybe\nyes\nno\nno\n", "The model predicts 'maybe', which is no value of the label 'approved'; its values are yes, no.")]
    [InlineData("text/csv", "\"label\": 2,", "0.1\n0.2\n0.2\n0.3\n", "The model's answer has 1 fields; the predictor's label or probability is to be field 2.")]
    [InlineData("text/csv", "\"label_headers\": [\"yes\", \"no\"],", "1,2,3\n1,2,3\n1,2,3\n1,2,3\n", "'label_headers' names 2 classes, the model answers 3 probabilities.")]
    [InlineData("application/jsonlines", "", "<html>", "The model's answer is not JSON: <html>")]
    [InlineData("application/jsonlines", "\"probability\": \"p\",", "{}\n{}\n{}\n{}", "The model's answer holds nothing at 'p': {}")]
    [InlineData("application/jsonlines", "", "{\"p\":1}\n{}\n{}\n{}", "The model's answer holds a list, an object or null where a label or a number is expected")]
    [InlineData("application/json", "\"probability\": \"p\",", "{\"p\":0.5}", "The model's answer holds no list with an entry per row")]
    public async Task Rubbish_FailsWithTheCauseAndKeepsWhatWasFound(string type, string layout, string answer, string cause)
    {
        await using var model = new ModelStub(_ => (200, answer));
        using var run = model.Run(Data, EndpointJobTests.Config($"{layout} \"content_type\": \"{type}\"", Both));

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(cause, run.Failure);
        Assert.Equal(0.5, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Theory]
    [InlineData(400, "a bad row", "The endpoint 'credit' answered 400: a bad row", 1)]
    [InlineData(500, "broken", "The endpoint 'credit' answered 500: broken It was asked 3 times.", 3)]
    public async Task Refusal_FailsWithWhatTheEndpointSaid(int status, string body, string cause, int times)
    {
        await using var model = new ModelStub(_ => (status, body));
        using var run = model.Run(Data, EndpointJobTests.Config("\"content_type\": \"text/csv\"", Both));

        Assert.StartsWith(cause, run.Failure);
        Assert.Equal(times, model.Bodies.Count);
    }

    [Fact]
    public async Task Slowness_FailsWithinTheStatedLimit()
    {
        await using var model = new ModelStub(_ => (200, "")) { IsSlow = true };
        using var run = model.Run(Data, EndpointJobTests.Config("\"content_type\": \"text/csv\"", Both));

        Assert.Equal("The endpoint 'credit' did not answer within 0.2 s. It was asked 3 times.", run.Failure);
        Assert.Equal(0.5, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public async Task Failure_InTheMiddleOfShap_SaysWhatTheEndpointSaidAndKeepsTheBias()
    {
        var calls = 0;
        await using var model = new ModelStub(body => ++calls == 1 ? (200, "0.1\n0.9\n0.1\n0.9\n") : (400, "no more"));
        using var run = model.Run(Data, EndpointJobTests.Config("\"content_type\": \"text/csv\"", Both + ", \"shap\": { \"num_samples\": 4 }"));

        Assert.Equal("The endpoint 'credit' answered 400: no more", run.Failure);
        Assert.Equal(0, run.Metric("post_training_bias_metrics", "sex", "DPPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public async Task Stop_WhileTheModelAnswers_KeepsWhatWasFound()
    {
        using var stop = new CancellationTokenSource();
        await using var model = new ModelStub(_ => (200, "")) { IsSlow = true, Arrived = stop.Cancel };
        using var run = model.Run(Data, EndpointJobTests.Config("\"content_type\": \"text/csv\"", Both), stop.Token);

        Assert.Equal((1, "The job was stopped; what was found until then is kept."), (run.ExitCode, run.Failure));
        Assert.Equal(0.5, run.Metric("pre_training_bias_metrics", "sex", "DPL").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public async Task Absence_FailsWithTheReason()
    {
        string gone;
        await using (var model = new ModelStub(_ => (200, ""))) gone = model.Endpoint;
        using var run = new ClarifyRun().WithData(Data);
        run.Environment["AWS_ENDPOINT_URL"] = gone;
        run.Environment["AWS_ACCESS_KEY_ID"] = run.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        run.Run(EndpointJobTests.Config("\"content_type\": \"text/csv\"", Both));

        Assert.StartsWith("The endpoint 'credit' cannot be reached", run.Failure);
    }
}
