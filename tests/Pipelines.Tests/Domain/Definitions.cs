using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Tests.Domain;

/// <summary>Small definitions for tests.</summary>
internal static class Definitions
{
    public static string Text(string steps, string parameters = "[]") =>
        $$"""{"Version":"2020-12-01","Metadata":{},"Parameters":{{parameters}},"PipelineExperimentConfig":{"ExperimentName":"x"},"Steps":{{steps}}}""";

    public static string Training(string name, string arguments = "{}", string dependsOn = "[]") =>
        $$"""{"Name":"{{name}}","Type":"Training","Arguments":{{arguments}},"DependsOn":{{dependsOn}}}""";

    public static string Refused(string text) => Assert.Throws<PipelineDefinitionException>(() => PipelineDefinitionParser.Parse(text)).Message;
}
