using MlPlatform.Aws;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Tests;

public sealed class PrefixTemplateTests
{
    private static readonly PrefixValues Values = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero), () => "RANDOM", "processing-failed");

    [Theory]
    [InlineData(null, "2026/03/04/05/")]
    [InlineData("raw/", "raw/2026/03/04/05/")]
    [InlineData("raw/!{timestamp:yyyy-MM}/", "raw/2026-03/")]
    [InlineData("y=!{timestamp:yy'/m='M'/d='d}/!{firehose:random-string}/", "y=26/m=3/d=4/RANDOM/")]
    [InlineData("!{firehose:random-string}/", "RANDOM/2026/03/04/05/")]
    [InlineData("!{timestamp:HHmmss.SSS}", "050607.089")]
    public void ForObjects_Template_IsEvaluated(string? template, string expected)
    {
        Assert.Equal(expected, PrefixTemplate.ForObjects(template).Evaluate(Values));
    }

    [Theory]
    [InlineData(null, null, "processing-failed/2026/03/04/05/")]
    [InlineData(null, "raw/", "raw/processing-failed/2026/03/04/05/")]
    [InlineData("bad/", "raw/", "bad/processing-failed/2026/03/04/05/")]
    [InlineData("bad/!{firehose:error-output-type}/!{timestamp:yyyy}/", "raw/!{timestamp:yyyy}/", "bad/processing-failed/2026/")]
    public void ForErrors_Template_IsEvaluated(string? template, string? objects, string expected)
    {
        Assert.Equal(expected, PrefixTemplate.ForErrors(template, objects).Evaluate(Values));
    }

    [Theory]
    [InlineData("!{timestamp:yyyy")]
    [InlineData("!{timestamp:QQ}")]
    [InlineData("!{timestamp:yyyy'}")]
    [InlineData("!{firehose:unknown}")]
    [InlineData("!{partitionKeyFromQuery:x}")]
    [InlineData("!{firehose:error-output-type}")]
    public void ForObjects_InvalidExpression_IsRefused(string template)
    {
        Assert.Throws<AwsException>(() => PrefixTemplate.ForObjects(template));
    }

    [Fact]
    public void ForErrors_ExpressionsWithoutErrorType_AreRefused()
    {
        Assert.Throws<AwsException>(() => PrefixTemplate.ForErrors("bad/!{timestamp:yyyy}/", null));
        Assert.Throws<AwsException>(() => PrefixTemplate.ForErrors(null, "raw/!{timestamp:yyyy}/"));
    }
}
