using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Monitoring;

namespace MlPlatform.Fairness.Domain;

/// <summary>A data quality job definition as stored: what was asked for.</summary>
internal sealed record JobDefinition
{
    public required string Arn { get; init; }

    public required DateTimeOffset CreationTime { get; init; }

    public required CreateDataQualityJobDefinitionRequest Request { get; init; }

    public string Name => Request.JobDefinitionName;

    public string EndpointName => Request.DataQualityJobInput.EndpointInput?.EndpointName ?? "";

    public static ListedResource Listed(JobDefinition definition) => new(definition.Name, definition.CreationTime, definition.CreationTime, "");
}
