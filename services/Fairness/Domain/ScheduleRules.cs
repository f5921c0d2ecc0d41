using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>What a schedule's configuration must keep to beyond its single members.</summary>
internal sealed class ScheduleRules(MonitoringPlans plans)
{
    /// <summary>Checks a configuration and gives the endpoint that it watches, if it watches one.</summary>
    /// <exception cref="AwsException"><see cref="AwsErrorCode.Validation"/> or <see cref="AwsErrorCode.ResourceNotFound"/>.</exception>
    public async Task<string?> CheckAsync(MonitoringScheduleConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (config.ScheduleConfig is not { } times) throw AwsException.Validation("MonitoringScheduleConfig.ScheduleConfig is missing.");
        if (config.MonitoringJobDefinition is null == config.MonitoringJobDefinitionName is null)
        {
            throw AwsException.Validation("One of MonitoringJobDefinition and MonitoringJobDefinitionName must be given.");
        }

        if (config.MonitoringJobDefinition is not null && config.MonitoringType is not (null or MonitoringType.DataQuality))
        {
            throw AwsException.Validation($"A definition written out is of the type DataQuality; {config.MonitoringType} needs MonitoringJobDefinitionName.");
        }

        AnalysisWindow.Of(times, now);
        return (await PlanAsync(config, cancellationToken)).EndpointName;
    }

    private async Task<MonitoringPlan> PlanAsync(MonitoringScheduleConfig config, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await plans.OfAsync(config, cancellationToken);
            Check(plan);
            return plan;
        }
        catch (AnalysisException fault)
        {
            throw new AwsException(AwsErrorCode.ResourceNotFound, fault.Message, fault);
        }
    }

    /// <exception cref="AwsException">Not one of the two kinds of input is given, or its offsets are no window.</exception>
    public static void Check(MonitoringPlan plan)
    {
        if (plan.Input.EndpointInput is null == plan.Input.BatchTransformInput is null)
        {
            throw AwsException.Validation("One of EndpointInput and BatchTransformInput must be given.");
        }

        var (start, end) = (AnalysisWindow.Offset(plan.Captured.StartTimeOffset), AnalysisWindow.Offset(plan.Captured.EndTimeOffset));
        if (start >= (end ?? TimeSpan.Zero)) throw AwsException.Validation("StartTimeOffset must be before EndTimeOffset.");
    }
}
