using MlPlatform.Pipelines.Domain;
using MlPlatform.Testing;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class SampleDefinitionTests
{
    [Fact]
    public void Parse_TheCreditSample_IsAccepted()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "samples", "credit", "pipeline.json"));
        Assert.Contains(PipelineDefinitionParser.Parse(text).Steps, step => step.Type == StepType.RegisterModel);
    }
}
