using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Describes an endpoint and, while one runs, its deployment.</summary>
internal sealed class DescribeEndpoint(ServingStore store) : IOperation<DescribeEndpointRequest, DescribeEndpointResponse>
{
    public async Task<DescribeEndpointResponse> HandleAsync(
        DescribeEndpointRequest request, OperationContext context, CancellationToken cancellationToken)
    {
        var endpoint = (await store.Endpoints.FindAsync(request.EndpointName, cancellationToken))?.Value
            ?? throw NotFound.Endpoint(request.EndpointName, context);
        return new DescribeEndpointResponse
        {
            EndpointName = endpoint.Name,
            EndpointArn = endpoint.Arn,
            EndpointConfigName = endpoint.Current?.ConfigName ?? endpoint.TargetConfig,
            ProductionVariants = Variants(endpoint.Current, null),
            DataCaptureConfig = Capture(endpoint.Current?.Capture),
            EndpointStatus = endpoint.Status,
            FailureReason = endpoint.FailureReason,
            CreationTime = endpoint.CreationTime,
            LastModifiedTime = endpoint.LastModifiedTime,
            LastDeploymentConfig = endpoint.Deployment,
            PendingDeploymentSummary = endpoint is { Pending: { } pending, IsDeploying: true }
                ? new PendingDeploymentSummary(pending.ConfigName, Variants(pending, PendingStatus(endpoint))!, pending.StartTime)
                : null,
        };
    }

    private static string PendingStatus(Endpoint endpoint) => endpoint.PendingShare > 0 ? "Baking" : "Creating";

    private static ProductionVariantSummary[]? Variants(Fleet? fleet, string? status) => fleet is null ? null :
    [
        .. fleet.Variants.Select(variant => new ProductionVariantSummary
        {
            VariantName = variant.Name,
            DeployedImages = [new DeployedImage(variant.Container.Image, variant.Container.Image, fleet.StartTime)],
            CurrentWeight = (float)variant.Weight,
            DesiredWeight = (float)variant.Weight,
            CurrentInstanceCount = variant.InstanceCount,
            DesiredInstanceCount = variant.InstanceCount,
            VariantStatus = status is null ? null : [new VariantStatus(status, null, fleet.StartTime)],
        }),
    ];

    private static DataCaptureConfigSummary? Capture(DataCaptureConfig? capture) => capture is null ? null : new DataCaptureConfigSummary
    {
        EnableCapture = capture.EnableCapture ?? true,
        CaptureStatus = capture.EnableCapture == false ? "Stopped" : "Started",
        CurrentSamplingPercentage = capture.InitialSamplingPercentage ?? 100,
        DestinationS3Uri = capture.DestinationS3Uri,
        KmsKeyId = capture.KmsKeyId ?? "",
    };
}
