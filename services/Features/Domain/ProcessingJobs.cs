using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Features.Domain;

/// <summary>The processing jobs of this service.</summary>
internal sealed class ProcessingJobs(IDocumentStore store, PlatformEvents events, TimeProvider time)
    : JobDocuments<ProcessingJob>(store, ProcessingJob.ArnKind, ProcessingDocuments.Default.ProcessingJob, time)
{
    protected override OutboxMessage EventOf(ProcessingJob job) => events.Create(
        Topics.ProcessingJobChanged,
        "SageMaker Processing Job State Change",
        job.Arn,
        JsonSerializer.SerializeToNode(ProcessingJobView.Of(job), ProcessingJson.Default.DescribeProcessingJobResponse)!.AsObject());

    protected override WorkflowStart StartOf(string arn) => ProcessingJobWorkflow.StartOf(arn);

    protected override AwsException NotFound(string arn) => AwsException.Validation($"Could not find processing job \"{arn}\".");
}
