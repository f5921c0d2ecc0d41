using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Contracts.SageMaker;

public sealed record StopHyperParameterTuningJobRequest : IAwsRequest<EmptyResponse>
{
    public static string Target => "SageMaker.StopHyperParameterTuningJob";

    [Required, RegularExpression(Names.TuningJob)] public string HyperParameterTuningJobName { get; init; } = null!;
}
