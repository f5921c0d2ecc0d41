using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>Resolves what a schedule runs.</summary>
internal sealed class MonitoringPlans(FairnessStore store)
{
    /// <exception cref="AnalysisException">The definition that the schedule names is gone.</exception>
    public async Task<MonitoringPlan> OfAsync(MonitoringScheduleConfig config, CancellationToken cancellationToken)
    {
        if (config.MonitoringJobDefinition is { } written) return MonitoringPlan.Of(written);
        var definition = await store.Definitions.FindAsync(config.MonitoringJobDefinitionName!, cancellationToken);
        return definition is null
            ? throw new AnalysisException($"The job definition {config.MonitoringJobDefinitionName} does not exist.")
            : MonitoringPlan.Of(definition.Value.Request);
    }
}
