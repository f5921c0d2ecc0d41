using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>A monitoring job definition as stored: what was asked for.</summary>
internal sealed record JobDefinition<TRequest>
    where TRequest : MonitoringDefinition
{
    public required string Arn { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required TRequest Request { get; init; }

    public string Name => Request.JobDefinitionName;
}
