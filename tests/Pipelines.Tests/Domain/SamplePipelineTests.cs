using MlPlatform.Pipelines.Domain;
using MlPlatform.Testing;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class SamplePipelineTests
{
    [Fact]
    public void CreditPipeline_OfTheSamples_IsValid()
    {
        var definition = PipelineDefinitionParser.Parse(File.ReadAllText(Path.Combine(Repository.Root, "samples", "credit", "pipeline.json")));
        Assert.Equal(
            ["Quality", "Features", "BiasBefore", "Tuning", "Train", "Evaluate", "BiasAfter", "GoodEnough", "Register", "WeakModel"],
            definition.Steps.Select(step => step.Name));
    }
}
