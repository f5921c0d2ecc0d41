using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Training.Workflows;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Training.Domain;

/// <summary>The training jobs of this service.</summary>
internal sealed class TrainingJobs(IDocumentStore store, PlatformEvents events, TimeProvider time)
    : JobDocuments<TrainingJob>(store, TrainingJob.ArnKind, TrainingDocuments.Default.TrainingJob, time)
{
    protected override OutboxMessage EventOf(TrainingJob job) => events.Create(
        Topics.TrainingJobChanged,
        "SageMaker Training Job State Change",
        job.Arn,
        JsonSerializer.SerializeToNode(TrainingJobView.Of(job), TrainingJson.Default.DescribeTrainingJobResponse)!.AsObject());

    protected override WorkflowStart StartOf(string arn) => TrainingJobWorkflow.StartOf(arn);

    protected override AwsException NotFound(string arn) => AwsException.Validation("Requested resource not found.");
}
