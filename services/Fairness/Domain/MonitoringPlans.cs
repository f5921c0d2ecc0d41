using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>Resolves what a schedule runs.</summary>
internal sealed class MonitoringPlans(FairnessStore store)
{
    /// <exception cref="AnalysisException">The definition that the schedule names is gone.</exception>
    public async Task<MonitoringPlan> OfAsync(MonitoringScheduleConfig config, CancellationToken cancellationToken)
    {
        if (config.MonitoringJobDefinition is { } written) return MonitoringPlan.Of(written);
        var type = config.MonitoringType ?? MonitoringType.DataQuality;
        return await store.FindPlanAsync(type, config.MonitoringJobDefinitionName!, cancellationToken)
            ?? throw new AnalysisException($"The {type} job definition {config.MonitoringJobDefinitionName} does not exist.");
    }
}
