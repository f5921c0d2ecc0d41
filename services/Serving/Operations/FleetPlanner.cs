using MlPlatform.Aws;
using MlPlatform.Serving.Store;

namespace MlPlatform.Serving.Operations;

/// <summary>Turns an endpoint configuration into a fleet that needs neither the configuration nor the models any more.</summary>
internal sealed class FleetPlanner(ServingStore store, TimeProvider time)
{
    private const int DefaultStartupTimeout = 240;

    public async Task<Fleet> PlanAsync(string configName, OperationContext context, CancellationToken cancellationToken)
    {
        var config = (await store.Configs.FindAsync(configName, cancellationToken))?.Value ?? throw NotFound.EndpointConfig(configName, context);
        var variants = new List<FleetVariant>();
        foreach (var variant in config.Created.ProductionVariants)
        {
            var model = (await store.Models.FindAsync(variant.ModelName, cancellationToken))?.Value ?? throw NotFound.Model(variant.ModelName, context);
            variants.Add(new FleetVariant
            {
                Name = variant.VariantName,
                ModelName = variant.ModelName,
                Container = model.Container,
                Weight = variant.InitialVariantWeight ?? 1,
                InstanceCount = variant.InitialInstanceCount ?? 1,
                StartupTimeoutSeconds = variant.ContainerStartupHealthCheckTimeoutInSeconds ?? DefaultStartupTimeout,
            });
        }

        return new Fleet
        {
            Id = Guid.NewGuid().ToString("N")[..12],
            ConfigName = configName,
            Variants = variants,
            Capture = config.Created.DataCaptureConfig,
            StartTime = time.GetUtcNow(),
        };
    }
}
