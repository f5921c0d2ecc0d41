using MlPlatform.Features.Activities;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Features.Workflows;

/// <summary>The life of a processing job: fetch its inputs, run it, store its outputs, record how it ended.</summary>
internal sealed class ProcessingJobWorkflow : Workflow<string, string?>
{
    // A fault of the platform (storage restarting, this service stopping) passes; one of the caller's never reaches here as an exception.
    private static readonly WorkflowTaskOptions Retried = new(new WorkflowRetryPolicy(
        maxNumberOfAttempts: 30, TimeSpan.FromMilliseconds(200), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(10)));

    public static WorkflowStart StartOf(string arn) => new(nameof(ProcessingJobWorkflow), arn.Replace('/', ':'), arn);

    public override async Task<string?> RunAsync(WorkflowContext context, string arn)
    {
        ProcessingResult result;
        try
        {
            result = await RunStepsAsync(context, arn);
        }
        catch (WorkflowTaskFailedException error)
        {
            result = new(JobEnd.Failed, FailureReasons.Internal(error.FailureDetails.ErrorMessage), null);
        }

        await context.CallActivityAsync<bool>(nameof(FinishProcessing), new FinishProcessingInput(arn, result), Retried);
        return result.FailureReason;
    }

    private static async Task<ProcessingResult> RunStepsAsync(WorkflowContext context, string arn)
    {
        var prepared = await context.CallActivityAsync<ProcessingResult>(nameof(PrepareProcessing), arn, Retried);
        if (prepared.FailureReason is not null) return prepared;
        var result = await context.CallActivityAsync<ProcessingResult>(nameof(RunProcessing), arn, Retried);
        if (result.End is JobEnd.OutOfMemory or JobEnd.Lost) return result;
        return await context.CallActivityAsync<ProcessingResult>(nameof(UploadOutputs), new UploadOutputsInput(arn, result), Retried);
    }
}

/// <summary>How far a processing job came, and what it said.</summary>
internal sealed record ProcessingResult(JobEnd End, string? FailureReason, string? ExitMessage);
