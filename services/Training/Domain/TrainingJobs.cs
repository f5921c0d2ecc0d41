using System.Text.Json;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training.Domain;

/// <summary>The training jobs of this service. Every change is stored together with the event that tells of it.</summary>
internal sealed class TrainingJobs(IDocumentStore store, PlatformEvents events, TimeProvider time) : IOpenWork
{
    private const string DetailType = "SageMaker Training Job State Change";

    private readonly DocumentCollection<TrainingJob> jobs = new(
        store, TrainingJob.ArnKind, TrainingDocuments.Default.TrainingJob, job => job.Arn, job => ListIndexes.Of(Describe(job)));

    public async Task<TrainingJob> GetAsync(string arn, CancellationToken cancellationToken) =>
        (await jobs.FindAsync(arn, cancellationToken).ConfigureAwait(false))?.Value ?? throw NotFound();

    public async Task AddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (await jobs.TryCreateAsync(job, cancellationToken, EventOf(job)).ConfigureAwait(false)) return;
        throw new AwsException(AwsErrorCode.ResourceInUse, $"Training job names must be unique within an AWS account and region, and a training job with this name already exists ({job.Arn}).");
    }

    /// <summary>Changes a job; no event and no write when it stays as it is.</summary>
    public async Task<TrainingJob> ChangeAsync(string arn, Func<TrainingJob, DateTimeOffset, TrainingJob> change, CancellationToken cancellationToken)
    {
        var changed = await jobs.UpdateAsync(arn, Next, cancellationToken).ConfigureAwait(false);
        return changed ?? throw NotFound();

        DocumentChange<TrainingJob> Next(TrainingJob job)
        {
            var next = change(job, time.GetUtcNow());
            return ReferenceEquals(next, job) ? new DocumentChange<TrainingJob>(null) : new DocumentChange<TrainingJob>(next, EventOf(next));
        }
    }

    public Task<(IReadOnlyList<TrainingJob> Items, string? NextToken)> ListAsync(Listing listing, OperationContext context, CancellationToken cancellationToken)
    {
        var prefix = TrainingJob.ArnOf(context, "");
        return listing.PageAsync(jobs, Describe, job => job.Arn.StartsWith(prefix, StringComparison.Ordinal), cancellationToken);
    }

    /// <summary>The workflows of all jobs that are not over.</summary>
    public async Task<IReadOnlyList<WorkflowStart>> FindAsync(CancellationToken cancellationToken)
    {
        var open = new List<WorkflowStart>();
        foreach (var status in (string[])[JobStatus.InProgress, JobStatus.Stopping])
        {
            var query = new DocumentQuery("", ListIndexes.Status) { From = status, To = status };
            do
            {
                var (items, next) = await jobs.QueryAsync(query, cancellationToken).ConfigureAwait(false);
                open.AddRange(items.Select(job => TrainingJobWorkflow.StartOf(job.Arn)));
                query = query with { PageToken = next };
            }
            while (query.PageToken is not null);
        }

        return open;
    }

    private OutboxMessage EventOf(TrainingJob job) => events.Create(
        Topics.TrainingJobChanged,
        DetailType,
        job.Arn,
        JsonSerializer.SerializeToNode(TrainingJobView.Of(job), TrainingJson.Default.DescribeTrainingJobResponse)!.AsObject());

    private static ListedResource Describe(TrainingJob job) => new(job.Name, job.CreationTime, job.LastModifiedTime, job.Status);

    private static AwsException NotFound() => AwsException.Validation("Requested resource not found.");
}
