using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Search;

namespace MlPlatform.Tuning.Domain;

/// <summary>What a request must satisfy beyond the shape of its members.</summary>
internal static class TuningRequestRules
{
    private const int MostParallelJobs = 100;

    public static void Check(CreateHyperParameterTuningJobRequest request)
    {
        var config = request.HyperParameterTuningJobConfig;
        if (!SearchPlan.Supports(config.Strategy))
        {
            throw AwsException.Validation($"The strategy {config.Strategy} is not supported here: use Random or Grid.");
        }

        if ((request.TrainingJobDefinition is null) == (request.TrainingJobDefinitions is null) || request.TrainingJobDefinitions?.Count > 1)
        {
            throw AwsException.Validation("Exactly one training job definition must be given, in TrainingJobDefinition or in TrainingJobDefinitions.");
        }

        if (config.ResourceLimits.MaxParallelTrainingJobs > MostParallelJobs)
        {
            throw new AwsException(AwsErrorCode.ResourceLimitExceeded, $"At most {MostParallelJobs} training jobs of a tuning job run in parallel.");
        }

        var definition = request.TrainingJobDefinition ?? request.TrainingJobDefinitions![0];
        CheckObjective(config, definition);
        CheckRanges(request, definition);
    }

    private static void CheckObjective(HyperParameterTuningJobConfig config, HyperParameterTrainingJobDefinition definition)
    {
        if ((config.HyperParameterTuningJobObjective ?? definition.TuningObjective) is null)
        {
            throw AwsException.Validation("HyperParameterTuningJobObjective must name the metric to tune for.");
        }
    }

    private static void CheckRanges(CreateHyperParameterTuningJobRequest request, HyperParameterTrainingJobDefinition definition)
    {
        var config = request.HyperParameterTuningJobConfig;
        if ((config.ParameterRanges ?? definition.HyperParameterRanges) is null) throw AwsException.Validation("ParameterRanges must name what to search.");
        if (config.Strategy != "Grid" && config.ResourceLimits.MaxNumberOfTrainingJobs is null)
        {
            throw AwsException.Validation("MaxNumberOfTrainingJobs must be given for every strategy but Grid.");
        }

        try
        {
            // Making the plan is the check: whatever the search cannot use, it names.
            SearchPlan.Of(TuningJob.Create(request, new OperationContext("", "", "", ""), DateTimeOffset.UnixEpoch));
        }
        catch (SearchException error)
        {
            throw AwsException.Validation(error.Message);
        }
    }
}
