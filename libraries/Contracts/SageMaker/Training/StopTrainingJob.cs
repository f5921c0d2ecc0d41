using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record StopTrainingJobRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.StopTrainingJob";

    [Required, RegularExpression(Names.Resource)] public string TrainingJobName { get; init; } = null!;
}
