using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Training.Domain;

namespace MlPlatform.Training.Operations;

/// <summary>Lists the jobs of the caller's account and region.</summary>
internal sealed class ListTrainingJobs(TrainingJobs jobs) : IOperation<ListTrainingJobsRequest, ListTrainingJobsResponse>
{
    public async Task<ListTrainingJobsResponse> HandleAsync(ListTrainingJobsRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var listing = new Listing
        {
            MaxResults = request.MaxResults,
            NextToken = request.NextToken,
            SortBy = request.SortBy,
            SortOrder = request.SortOrder,
            NameContains = request.NameContains,
            StatusEquals = request.StatusEquals,
            CreationTimeAfter = request.CreationTimeAfter,
            CreationTimeBefore = request.CreationTimeBefore,
            LastModifiedTimeAfter = request.LastModifiedTimeAfter,
            LastModifiedTimeBefore = request.LastModifiedTimeBefore,
        };
        var (items, next) = await jobs.ListAsync(listing, context, cancellationToken);
        return new() { TrainingJobSummaries = [.. items.Select(TrainingJobView.Summary)], NextToken = next };
    }
}
