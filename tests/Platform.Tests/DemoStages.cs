namespace MlPlatform.Platform.Tests;

/// <summary>The stages of the demo, as its output names them.</summary>
internal static class DemoStages
{
    public const string Start = "Start of the platform";
    public const string Stream = "Stream the rows through Kinesis";
    public const string Deliver = "Deliver the rows to S3";
    public const string Pipeline = "Run the pipeline";
    public const string Approve = "Approve the model package";
    public const string Deploy = "Deploy the endpoint";
    public const string Canary = "Send a second version out as a canary";
    public const string Traffic = "Send live traffic with a shifted column";
    public const string Monitor = "Watch for drift";
    public const string End = "Summary";

    private const string Healthy = "All healthy";
    private static readonly string[] Ordered = [Stream, Deliver, Pipeline, Approve, Deploy, Canary, Traffic, Monitor];

    /// <summary>The stage that a demo with this output is in.</summary>
    public static string Of(string output)
    {
        if (!output.Contains(Healthy, StringComparison.Ordinal)) return Start;
        return Ordered.FirstOrDefault(stage => !output.Contains($"{stage}: done in", StringComparison.Ordinal)) ?? End;
    }

    /// <summary>Whether a stage lies behind another one.</summary>
    public static bool IsPast(string stage, string other) => Position(stage) > Position(other);

    private static int Position(string stage) => stage switch
    {
        Start => -1,
        End => Ordered.Length,
        _ => Array.IndexOf(Ordered, stage),
    };
}
