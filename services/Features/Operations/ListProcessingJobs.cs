using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Domain;

namespace MlPlatform.Features.Operations;

/// <summary>Lists the jobs of the caller's account and region.</summary>
internal sealed class ListProcessingJobs(ProcessingJobs jobs) : IOperation<ListProcessingJobsRequest, ListProcessingJobsResponse>
{
    public async Task<ListProcessingJobsResponse> HandleAsync(ListProcessingJobsRequest request, OperationContext context, CancellationToken cancellationToken)
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
        return new() { ProcessingJobSummaries = [.. items.Select(ProcessingJobView.Summary)], NextToken = next };
    }
}
