using System.Text.Json.Nodes;
using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class ExpressionEvaluatorTests
{
    private readonly ExpressionEvaluator _evaluator = new(new Scope());

    [Theory]
    [InlineData("""{"Get":"Parameters.Count"}""", "3")]
    [InlineData("""{"Get":"Steps.proc.ProcessingOutputConfig.Outputs['train'].S3Output.S3Uri"}""", "\"s3://b/train\"")]
    [InlineData("""{"Get":"Steps.proc.ProcessingOutputConfig.Outputs[0].OutputName"}""", "\"train\"")]
    [InlineData("""{"Get":"Steps.proc.Environment['a key']"}""", "\"v\"")]
    [InlineData("""{"Std:Join":{"On":"/","Values":["s3:/","b",{"Get":"Parameters.Count"},{"Std:Join":{"On":"-","Values":["x","y"]}}]}}""", "\"s3://b/3/x-y\"")]
    [InlineData("""{"Std:JsonGet":{"PropertyFile":{"Get":"Steps.proc.PropertyFiles.report"},"Path":"metrics.auc[1].value"}}""", "0.75")]
    [InlineData("""{"Std:JsonGet":{"S3Uri":{"Std:Join":{"On":"","Values":["s3://b/","report.json"]}},"Path":"metrics['auc'][0].value"}}""", "0.5")]
    [InlineData("""{"A":[{"B":{"Get":"Execution.PipelineName"}},null,1.50]}""", """{"A":[{"B":"name"},null,1.50]}""")]
    public async Task Evaluate_Expression_GivesItsValue(string expression, string expected)
    {
        var value = await _evaluator.EvaluateAsync(JsonNode.Parse(expression), default);
        Assert.Equal(expected, value!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"Get":"Steps.proc.NoSuchMember"}""", "Steps.proc.NoSuchMember has no value")]
    [InlineData("""{"Std:JsonGet":{"PropertyFile":{"Get":"Steps.proc.PropertyFiles.report"},"Path":"metrics.f1"}}""", "'metrics.f1' has no value in s3://b/report.json")]
    public async Task Evaluate_WithoutAValue_NamesTheExpression(string expression, string expected)
    {
        var fault = await Assert.ThrowsAsync<ExpressionException>(() => _evaluator.EvaluateAsync(JsonNode.Parse(expression), default));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private sealed class Scope : IExecutionScope
    {
        public JsonNode? Parameter(string name) => name == "Count" ? 3 : null;

        public JsonNode? Variable(string name) => name == "PipelineName" ? "name" : null;

        public JsonNode? Experiment(string member) => null;

        public Task<JsonNode?> PropertiesAsync(string step, CancellationToken cancellationToken) => Task.FromResult(JsonNode.Parse("""
            {"ProcessingOutputConfig":{"Outputs":[{"OutputName":"train","S3Output":{"S3Uri":"s3://b/train"}}]},"Environment":{"a key":"v"}}
            """));

        public Task<string> PropertyFileAsync(string step, string file, CancellationToken cancellationToken) => Task.FromResult($"s3://b/{file}.json");

        public Task<JsonNode?> ReadJsonAsync(string s3Uri, CancellationToken cancellationToken) =>
            Task.FromResult(JsonNode.Parse("""{"metrics":{"auc":[{"value":0.5},{"value":0.75}]}}"""));
    }
}
