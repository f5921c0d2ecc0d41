namespace MlPlatform.Demo;

/// <summary>Where the pipeline of samples/credit puts what the demo reads, below the bucket.</summary>
internal static class PipelineOutputs
{
    public const string Root = "pipeline";
    public const string Quality = Root + "/quality/quality.json";
    public const string Quarantine = Root + "/quarantine/quarantine.jsonl";
    public const string Schema = Root + "/schema/schema.json";
    public const string BaselineStatistics = Root + "/baseline/statistics.json";
    public const string BaselineConstraints = Root + "/baseline/constraints.json";
    public const string BiasBefore = Root + "/bias-before/";
    public const string Evaluation = Root + "/evaluation/evaluation.json";
    public const string BiasAfter = Root + "/bias-after/";
    public const string Mitigation = Root + "/mitigation/";
}
