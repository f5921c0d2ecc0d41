using MlPlatform.Pipelines.Domain;
using static MlPlatform.Pipelines.Tests.Domain.Definitions;

namespace MlPlatform.Pipelines.Tests.Domain;

public sealed class PipelineDefinitionParserTests
{
    [Fact]
    public void Parse_Cycle_NamesItsSteps()
    {
        var message = Refused(Text($"""
            [{Training("a", """{"X":{"Get":"Steps.c.ModelArtifacts.S3ModelArtifacts"}}""")},
             {Training("b", """{"X":{"Get":"Steps.a.ModelArtifacts.S3ModelArtifacts"}}""")},
             {Training("c", dependsOn: """["b"]""")}]
            """));
        Assert.Contains("a -> c -> b -> a", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_StepThatRefersToItself_IsACycle() =>
        Assert.Contains("a -> a", Refused(Text($"[{Training("a", """{"X":{"Get":"Steps.a.Y"}}""")}]")), StringComparison.Ordinal);

    [Fact]
    public void Parse_UnknownStepInDependsOn_IsNamed()
    {
        var message = Refused(Text($"[{Training("a", dependsOn: """["ghost"]""")}]"));
        Assert.Contains("step a depends on the step ghost, which does not exist", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"X":{"Get":"Steps.ghost.Y"}}""", "the step ghost")]
    [InlineData("""{"X":{"Std:Join":{"On":"/","Values":["a",{"Get":"Parameters.Missing"}]}}}""", "Parameters.Missing")]
    [InlineData("""{"X":{"Get":"Execution.Weather"}}""", "Execution.Weather")]
    [InlineData("""{"X":{"Get":"PipelineExperimentConfig.TrialName"}}""", "PipelineExperimentConfig.TrialName")]
    [InlineData("""{"X":{"Get":"Weather.Today"}}""", "Weather.Today")]
    [InlineData("""{"X":{"Std:JsonGet":{"PropertyFile":{"Get":"Steps.other.PropertyFiles.report"},"Path":"a"}}}""", "no property file")]
    public void Parse_ReferenceThatLeadsNowhere_IsNamed(string arguments, string expected) =>
        Assert.Contains(expected, Refused(Text($"[{Training("a", arguments)},{Training("other")}]")), StringComparison.Ordinal);

    [Fact]
    public void Parse_NameTwiceEvenInsideABranch_IsRefused()
    {
        var message = Refused(Text($$$"""
            [{{{Training("a")}}},
             {"Name":"c","Type":"Condition","Arguments":{"Conditions":[{"Type":"Equals","LeftValue":1,"RightValue":1}],
              "IfSteps":[{{{Training("a")}}}],"ElseSteps":[]}}]
            """));
        Assert.Contains("more than one step named a", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TypeThatIsNotSupported_SaysWhatIs()
    {
        var message = Refused(Text("""[{"Name":"a","Type":"Lambda","Arguments":{}}]"""));
        Assert.Contains("type 'Lambda', which is not supported here; supported are Processing, Training", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Version":"2019-01-01","Steps":[]}""", "Version must be")]
    [InlineData("""{"Version":"2020-12-01","Steps":[]}""", "at least one step")]
    [InlineData("""{"Version":"2020-12-01","Steps":[1]}""", "objects only")]
    [InlineData("""{"Version":"2020-12-01","Steps":[{"Name":"a b","Type":"Fail","Arguments":{}}]}""", "'a b'")]
    [InlineData("""{"Version":"2020-12-01","Steps":[{"Name":"a","Type":"Training"}]}""", "Arguments of step a")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{\"Version\":", "is not JSON")]
    public void Parse_MalformedDefinition_SaysWhatIsWrong(string text, string expected) =>
        Assert.Contains(expected, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void Parse_ConditionOfUnknownType_IsRefused()
    {
        var message = Refused(Text("""
            [{"Name":"c","Type":"Condition","Arguments":{"Conditions":[{"Type":"Not","Condition":{"Type":"Maybe"}}],"IfSteps":[],"ElseSteps":[]}}]
            """));
        Assert.Contains("'Maybe'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_StepsOfBranches_WaitForTheirCondition()
    {
        var definition = PipelineDefinitionParser.Parse(Text($$$"""
            [{"Name":"c","Type":"Condition","Arguments":{"Conditions":[{"Type":"Equals","LeftValue":1,"RightValue":1}],
              "IfSteps":[{{{Training("yes")}}}],"ElseSteps":[{{{Training("no")}}}]}}]
            """));
        var graph = PipelineGraph.Of(definition.Steps);
        Assert.Equal(["c"], graph.WaitsFor("yes"));
        Assert.Equal(new Branch("c", false), definition.Step("no").Branch);
    }
}
