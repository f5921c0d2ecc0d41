using System.Collections.Frozen;
using MlPlatform.Pipelines.Domain;

namespace MlPlatform.Pipelines.Steps;

/// <summary>The operations and members behind a kind of step that runs a job.</summary>
/// <param name="Resource">As it stands in the names of operations and members: <c>Create{Resource}</c>, <c>{Resource}Name</c>.</param>
/// <param name="MaxNameLength">How long a name of it may be.</param>
internal sealed record JobKind(string Resource, int MaxNameLength = 63)
{
    private static readonly FrozenDictionary<StepType, JobKind> ByType = new Dictionary<StepType, JobKind>
    {
        [StepType.Processing] = new("ProcessingJob"),
        [StepType.Training] = new("TrainingJob"),
        [StepType.Tuning] = new("HyperParameterTuningJob", MaxNameLength: 32),
    }.ToFrozenDictionary();

    public string Create => $"Create{Resource}";
    public string Describe => $"Describe{Resource}";
    public string Stop => $"Stop{Resource}";
    public string NameMember => $"{Resource}Name";
    public string ArnMember => $"{Resource}Arn";
    public string StatusMember => $"{Resource}Status";

    /// <summary>The kind of job behind a step, or null for steps that run none.</summary>
    public static JobKind? Of(StepType type) => ByType.GetValueOrDefault(type);

    /// <summary>The status in the detail of an event about a job of whichever kind.</summary>
    public static string? StatusIn(System.Text.Json.Nodes.JsonObject detail) =>
        ByType.Values.Select(kind => detail[kind.StatusMember]?.ToString()).FirstOrDefault(status => status is not null);
}
