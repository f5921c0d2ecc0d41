using System.Text;
using MlPlatform.Aws;
using MlPlatform.Contracts.Firehose;
using MlPlatform.Ingestion.Delivery;

namespace MlPlatform.Ingestion.Tests;

public sealed class RecordProcessingTests
{
    [Fact]
    public void Write_WithoutProcessors_LeavesTheRecordAsItIs()
    {
        Assert.Equal("a", Write(null, "a").Output);
    }

    [Fact]
    public void Write_AppendDelimiter_EndsTheRecordWithIt()
    {
        Assert.Equal("a\n", Write(Enabled(Step("AppendDelimiterToRecord", ("Delimiter", "\\n"))), "a").Output);
    }

    [Fact]
    public void Write_JsonDeAggregation_SeparatesValues()
    {
        var steps = Enabled(Step("RecordDeAggregation", ("SubRecordType", "JSON")), Step("AppendDelimiterToRecord", ("Delimiter", "\\n")));
        Assert.Equal("{\"a\":{\"b\":1}}\n{\"a\":2}\n", Write(steps, "{\"a\":{\"b\":1}} {\"a\":2}").Output);
    }

    [Fact]
    public void Write_JsonDeAggregationOfOtherText_FailsAndWritesNothing()
    {
        var (output, fault) = Write(Enabled(Step("RecordDeAggregation", ("SubRecordType", "JSON"))), "{\"a\":1} oops");
        Assert.NotNull(fault);
        Assert.Empty(output);
    }

    [Fact]
    public void Write_DelimitedDeAggregation_SeparatesAtTheDelimiter()
    {
        var steps = Enabled(Step("RecordDeAggregation", ("SubRecordType", "DELIMITED"), ("Delimiter", "IyM=")), Step("AppendDelimiterToRecord", ("Delimiter", ";")));
        Assert.Equal("a;b#;", Write(steps, "a##b#").Output);
    }

    [Theory]
    [InlineData("Lambda")]
    [InlineData("MetadataExtraction")]
    public void Of_ProcessorNotDoneHere_IsRefused(string type)
    {
        var refused = Assert.Throws<AwsException>(() => RecordProcessing.Of(Enabled(Step(type))));
        Assert.Contains(type, refused.Message, StringComparison.Ordinal);
    }

    private static (string Output, string? Fault) Write(ProcessingConfiguration? configuration, string record)
    {
        var output = new MemoryStream();
        var fault = RecordProcessing.Of(configuration).Write(Encoding.UTF8.GetBytes(record), output);
        return (Encoding.UTF8.GetString(output.ToArray()), fault);
    }

    private static ProcessingConfiguration Enabled(params Processor[] processors) => new() { Enabled = true, Processors = processors };

    private static Processor Step(string type, params (string Name, string Value)[] parameters) => new()
    {
        Type = type,
        Parameters = [.. parameters.Select(parameter => new ProcessorParameter { ParameterName = parameter.Name, ParameterValue = parameter.Value })],
    };
}
