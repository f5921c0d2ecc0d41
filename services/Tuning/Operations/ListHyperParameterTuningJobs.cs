using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Operations;

/// <summary>Lists the jobs of the caller's account and region.</summary>
internal sealed class ListHyperParameterTuningJobs(TuningJobs jobs) : IOperation<ListHyperParameterTuningJobsRequest, ListHyperParameterTuningJobsResponse>
{
    public async Task<ListHyperParameterTuningJobsResponse> HandleAsync(
        ListHyperParameterTuningJobsRequest request, OperationContext context, CancellationToken cancellationToken)
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
        return new() { HyperParameterTuningJobSummaries = [.. items.Select(TuningJobView.Summary)], NextToken = next };
    }
}
