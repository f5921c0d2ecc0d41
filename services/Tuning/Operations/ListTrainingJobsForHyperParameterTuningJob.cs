using System.Globalization;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Tuning.Domain;

namespace MlPlatform.Tuning.Operations;

/// <summary>Lists the training jobs that a tuning job started.</summary>
internal sealed class ListTrainingJobsForHyperParameterTuningJob(TuningJobs jobs)
    : IOperation<ListTrainingJobsForHyperParameterTuningJobRequest, ListTrainingJobsForHyperParameterTuningJobResponse>
{
    private const int DefaultMaxResults = 10;

    public async Task<ListTrainingJobsForHyperParameterTuningJobResponse> HandleAsync(
        ListTrainingJobsForHyperParameterTuningJobRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(TuningJob.ArnOf(context, request.HyperParameterTuningJobName), cancellationToken);
        var children = Sort(job, request)
            .Where(child => request.StatusEquals is null || child.Status == request.StatusEquals)
            .ToList();
        var start = Offset(request.NextToken);
        var end = Math.Min(children.Count, start + (request.MaxResults ?? DefaultMaxResults));
        return new()
        {
            TrainingJobSummaries = [.. children.Take(end).Skip(start).Select(child => TuningJobView.Child(job, child))],
            NextToken = end < children.Count ? end.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    private static IEnumerable<TuningChild> Sort(TuningJob job, ListTrainingJobsForHyperParameterTuningJobRequest request)
    {
        IEnumerable<TuningChild> sorted = request.SortBy switch
        {
            "CreationTime" => job.Children.OrderBy(child => child.CreationTime).ThenBy(child => child.Number),
            "Status" => job.Children.OrderBy(child => child.Status, StringComparer.Ordinal).ThenBy(child => child.Number),
            "FinalObjectiveMetricValue" => job.Children.Where(child => child.ObjectiveValue is not null).OrderBy(child => child.ObjectiveValue),
            _ => job.Children.OrderBy(child => child.Name, StringComparer.Ordinal),
        };
        return request.SortOrder == "Descending" ? sorted.Reverse() : sorted;
    }

    private static int Offset(string? token)
    {
        if (token is null) return 0;
        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? offset
            : throw AwsException.Validation("The NextToken is not one that this operation gave out.");
    }
}
