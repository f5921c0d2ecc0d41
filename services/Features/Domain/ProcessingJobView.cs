using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.Features.Domain;

/// <summary>A processing job as its operations and events show it.</summary>
internal static class ProcessingJobView
{
    public static DescribeProcessingJobResponse Of(ProcessingJob job) => new()
    {
        ProcessingInputs = job.Request.ProcessingInputs ?? [],
        ProcessingOutputConfig = job.Request.ProcessingOutputConfig ?? new() { Outputs = [] },
        ProcessingJobName = job.Name,
        ProcessingResources = job.Request.ProcessingResources,
        StoppingCondition = new() { MaxRuntimeInSeconds = ProcessingRun.MaxRuntimeInSeconds(job.Request) },
        AppSpecification = job.Request.AppSpecification,
        Environment = job.Request.Environment,
        NetworkConfig = job.Request.NetworkConfig,
        RoleArn = job.Request.RoleArn,
        ExperimentConfig = job.Request.ExperimentConfig,
        ProcessingJobArn = job.Arn,
        ProcessingJobStatus = job.Status,
        ExitMessage = job.ExitMessage,
        FailureReason = job.FailureReason,
        ProcessingEndTime = job.EndTime,
        ProcessingStartTime = job.StartTime,
        LastModifiedTime = job.LastModifiedTime,
        CreationTime = job.CreationTime,
    };

    public static ProcessingJobSummary Summary(ProcessingJob job) => new()
    {
        ProcessingJobName = job.Name,
        ProcessingJobArn = job.Arn,
        CreationTime = job.CreationTime,
        ProcessingEndTime = job.EndTime,
        LastModifiedTime = job.LastModifiedTime,
        ProcessingJobStatus = job.Status,
        FailureReason = job.FailureReason,
        ExitMessage = job.ExitMessage,
    };
}
