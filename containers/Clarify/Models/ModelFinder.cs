using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Models.Endpoints;
using MlPlatform.Clarify.Platform;
using MlPlatform.Contracts.SageMaker.Models;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Jobs;
using MlPlatform.Jobs.Container;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Models;

/// <summary>Finds the model that a configuration means: an archive among the inputs, a model by name, or an endpoint.</summary>
internal sealed class ModelFinder(AnalysisConfig config, ProcessingContainer container, PlatformAccess platform, TextWriter log) : IDisposable
{
    private ShadowEndpoint? shadow;

    /// <returns>The model, or null where the job has none.</returns>
    public AnalysedModel? Find(Table features, CancellationToken cancellationToken)
    {
        if (container.Inputs.TryGetValue(ModelArchive.Input, out var folder)) return new BuiltInModel(ModelArchive.Read(folder), features);
        if (config.Predictor is not { } predictor) return null;
        return predictor.EndpointName is { } endpoint ? OfEndpoint(endpoint, $"the endpoint {endpoint}", predictor, features, cancellationToken) : ByName(predictor, features, cancellationToken);
    }

    /// <summary>Takes away the endpoint that was made for the job, if any.</summary>
    public void Dispose() => shadow?.Dispose();

    private AnalysedModel ByName(PredictorConfig predictor, Table features, CancellationToken cancellationToken)
    {
        var name = predictor.ModelName!;
        var (image, address) = Describe(name, cancellationToken);
        if (image is not null && BuiltInImages.AlgorithmOf(image) is not null && address is not null)
        {
            log.WriteLine($"Scoring the model {name} in the job.");
            return new BuiltInModel(ModelArchive.Read(platform.Download(address, cancellationToken)), features) { Name = name };
        }

        shadow = ShadowEndpoint.Create(platform, predictor, container.JobArn, log, cancellationToken);
        return OfEndpoint(shadow.Name, $"the model {name}", predictor, features, cancellationToken);
    }

    private EndpointModel OfEndpoint(string endpoint, string title, PredictorConfig predictor, Table features, CancellationToken cancellationToken)
    {
        var columns = new EndpointColumns(features);
        var layout = new RequestLayout(predictor, config.DatasetType ?? Formats.Csv, columns);
        var exchange = new EndpointExchange(new EndpointCaller(endpoint, predictor, layout, platform), layout, new AnswerReader(predictor, layout.Accept), cancellationToken);
        return new EndpointModel(title, columns, exchange, features)
        {
            LabelHeaders = predictor.LabelHeaders,
        };
    }

    /// <summary>Image and archive of a model, straight or of its model package.</summary>
    private (string? Image, string? Address) Describe(string name, CancellationToken cancellationToken)
    {
        var failure = $"The model '{name}' cannot be analysed";
        var model = platform.Send<DescribeModelRequest, DescribeModelResponse>(new DescribeModelRequest { ModelName = name }, failure, cancellationToken);
        var containers = model.PrimaryContainer is { } primary ? [primary] : model.Containers ?? [];
        if (containers is not [var only]) return (null, null);
        if (only.ModelPackageName is not { } package) return (only.Image, only.ModelDataUrl);
        var described = platform.Send<DescribeModelPackageRequest, DescribeModelPackageResponse>(new DescribeModelPackageRequest { ModelPackageName = package }, failure, cancellationToken);
        return described.InferenceSpecification?.Containers is [var inner] ? (inner.Image, inner.ModelDataUrl) : (null, null);
    }
}
