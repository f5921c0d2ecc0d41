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
        if (config.MonitoringType is not (null or "DataQuality")) throw AwsException.Validation($"Monitoring of the type {config.MonitoringType} is not offered yet; DataQuality is.");
        if (config.ScheduleConfig is not { } times) throw AwsException.Validation("MonitoringScheduleConfig.ScheduleConfig is missing.");
        if (config.MonitoringJobDefinition is null == config.MonitoringJobDefinitionName is null)
        {
            throw AwsException.Validation("One of MonitoringJobDefinition and MonitoringJobDefinitionName must be given.");
        }

        AnalysisWindow.Of(times, now);
        return (await PlanAsync(config, cancellationToken)).EndpointName;
    }

    private async Task<MonitoringPlan> PlanAsync(MonitoringScheduleConfig config, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await plans.OfAsync(config, cancellationToken);
            CheckInput(plan.Input);
            return plan;
        }
        catch (AnalysisException fault)
        {
            throw new AwsException(AwsErrorCode.ResourceNotFound, fault.Message, fault);
        }
    }

    /// <exception cref="AwsException">Neither or both of the two kinds of input are given.</exception>
    public static void CheckInput(MonitoringInput input)
    {
        if (input.EndpointInput is null == input.BatchTransformInput is null) throw AwsException.Validation("One of EndpointInput and BatchTransformInput must be given.");
    }
}
