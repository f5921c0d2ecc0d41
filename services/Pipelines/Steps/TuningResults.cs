using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Pipelines.Domain;
using MlPlatform.Pipelines.Store;

namespace MlPlatform.Pipelines.Steps;

/// <summary>Tuning steps show, beside the description of the job, its training jobs from best to worst.</summary>
internal static class TuningResults
{
    private const int MaxResults = 50;

    public static async Task AddAsync(
        IOperations operations, ExecutionStep step, JsonObject job, OperationContext context, CancellationToken cancellationToken)
    {
        if (step.Type != StepType.Tuning) return;
        var request = new JsonObject
        {
            ["HyperParameterTuningJobName"] = step.ResourceName,
            ["SortBy"] = "FinalObjectiveMetricValue",
            ["SortOrder"] = IsMinimized(job) ? "Ascending" : "Descending",
            ["MaxResults"] = MaxResults,
        };
        var answer = await operations.SendAsync("ListTrainingJobsForHyperParameterTuningJob", request, context, cancellationToken);
        job["TrainingJobSummaries"] = answer["TrainingJobSummaries"]?.DeepClone();
    }

    private static bool IsMinimized(JsonObject job) =>
        job["HyperParameterTuningJobConfig"]?["HyperParameterTuningJobObjective"]?["Type"]?.ToString() == "Minimize";
}
