using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning.Domain;

/// <summary>The tuning jobs of this service.</summary>
internal sealed class TuningJobs(IDocumentStore store, PlatformEvents events, TimeProvider time)
    : JobDocuments<TuningJob>(store, TuningJob.ArnKind, TuningDocuments.Default.TuningJob, time)
{
    protected override OutboxMessage EventOf(TuningJob job) => events.Create(
        Topics.TuningJobChanged,
        "SageMaker HyperParameter Tuning Job State Change",
        job.Arn,
        JsonSerializer.SerializeToNode(TuningJobView.Of(job), TuningJson.Default.DescribeHyperParameterTuningJobResponse)!.AsObject());

    protected override WorkflowStart StartOf(string arn) => TuningJobWorkflow.StartOf(arn);

    protected override AwsException NotFound(string arn) => AwsException.Validation($"Could not find hyperparameter tuning job \"{arn}\".");
}
