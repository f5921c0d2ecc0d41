using System.Text.Json.Serialization.Metadata;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;

namespace MlPlatform.ServiceDefaults;

/// <summary>A stored job: what listings and restarts need to know of it.</summary>
public interface IJobDocument
{
    string Arn { get; }

    string Name { get; }

    /// <summary>One of <see cref="JobStatus"/>.</summary>
    string Status { get; }

    DateTimeOffset CreationTime { get; }

    DateTimeOffset LastModifiedTime { get; }
}

/// <summary>The jobs of a service. Every change is stored together with the event that tells of it.</summary>
/// <param name="store">Where they lie.</param>
/// <param name="kind">The kind of the ARN, such as <c>training-job</c>.</param>
/// <param name="json">How one is written.</param>
/// <param name="time">The clock.</param>
public abstract class JobDocuments<TJob>(IDocumentStore store, string kind, JsonTypeInfo<TJob> json, TimeProvider time) : IOpenWork
    where TJob : class, IJobDocument
{
    private readonly DocumentCollection<TJob> documents = new(store, kind, json, job => job.Arn, job => ListIndexes.Of(Describe(job)));

    /// <exception cref="AwsException">There is no such job.</exception>
    public async Task<TJob> GetAsync(string arn, CancellationToken cancellationToken) =>
        (await documents.FindAsync(arn, cancellationToken).ConfigureAwait(false))?.Value ?? throw NotFound(arn);

    /// <exception cref="AwsException">There is one of this name.</exception>
    public async Task AddAsync(TJob job, CancellationToken cancellationToken)
    {
        if (await documents.TryCreateAsync(job, cancellationToken, EventOf(job)).ConfigureAwait(false)) return;
        throw new AwsException(
            AwsErrorCode.ResourceInUse,
            $"Names of a {kind} must be unique within an AWS account and region; {job.Arn} already exists.");
    }

    /// <summary>Changes a job; no event and no write when the change gives back the job itself.</summary>
    public async Task<TJob> ChangeAsync(string arn, Func<TJob, DateTimeOffset, TJob> change, CancellationToken cancellationToken)
    {
        var changed = await documents.UpdateAsync(arn, Next, cancellationToken).ConfigureAwait(false);
        return changed ?? throw NotFound(arn);

        DocumentChange<TJob> Next(TJob job)
        {
            var next = change(job, time.GetUtcNow());
            return ReferenceEquals(next, job) ? new DocumentChange<TJob>(null) : new DocumentChange<TJob>(next, EventOf(next));
        }
    }

    /// <summary>A page of the jobs of the caller's account and region.</summary>
    public Task<(IReadOnlyList<TJob> Items, string? NextToken)> ListAsync(Listing listing, OperationContext context, CancellationToken cancellationToken)
    {
        var prefix = Contracts.Arn.SageMaker(context.Region, context.AccountId, kind, "");
        return listing.PageAsync(documents, Describe, job => job.Arn.StartsWith(prefix, StringComparison.Ordinal), cancellationToken);
    }

    /// <summary>The workflows of all jobs that are not over.</summary>
    public async Task<IReadOnlyList<WorkflowStart>> FindAsync(CancellationToken cancellationToken)
    {
        var open = new List<WorkflowStart>();
        foreach (var status in (string[])[JobStatus.InProgress, JobStatus.Stopping])
        {
            var query = new DocumentQuery(kind, ListIndexes.Status) { From = status, To = status };
            do
            {
                var (items, next) = await documents.QueryAsync(query, cancellationToken).ConfigureAwait(false);
                open.AddRange(items.Select(job => StartOf(job.Arn)));
                query = query with { PageToken = next };
            }
            while (query.PageToken is not null);
        }

        return open;
    }

    /// <summary>The event that tells how a job stands now.</summary>
    protected abstract OutboxMessage EventOf(TJob job);

    /// <summary>The workflow that runs a job.</summary>
    protected abstract WorkflowStart StartOf(string arn);

    /// <summary>What Describe answers for a job that is not there.</summary>
    protected abstract AwsException NotFound(string arn);

    private static ListedResource Describe(TJob job) => new(job.Name, job.CreationTime, job.LastModifiedTime, job.Status);
}
