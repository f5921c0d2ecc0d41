using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record StopProcessingJobRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.StopProcessingJob";

    [Required, RegularExpression(Names.Resource)] public string ProcessingJobName { get; init; } = null!;
}
