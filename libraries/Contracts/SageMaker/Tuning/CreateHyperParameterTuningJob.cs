using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace MlPlatform.Contracts.SageMaker;

/// <summary>Asks for a search over the hyperparameters of a training job.</summary>
public sealed record CreateHyperParameterTuningJobRequest : IAwsRequest<CreateHyperParameterTuningJobResponse>
{
    public static string Target => "SageMaker.CreateHyperParameterTuningJob";

    [Required, RegularExpression(Names.TuningJob)] public string HyperParameterTuningJobName { get; init; } = null!;
    [Required] public HyperParameterTuningJobConfig HyperParameterTuningJobConfig { get; init; } = null!;
    public HyperParameterTrainingJobDefinition? TrainingJobDefinition { get; init; }
    [MinLength(1), MaxLength(10)] public IReadOnlyList<HyperParameterTrainingJobDefinition>? TrainingJobDefinitions { get; init; }
    public JsonElement? WarmStartConfig { get; init; }
    [MaxLength(50)] public IReadOnlyList<Tag>? Tags { get; init; }
    public JsonElement? Autotune { get; init; }
}

public sealed record CreateHyperParameterTuningJobResponse
{
    public required string HyperParameterTuningJobArn { get; init; }
}
