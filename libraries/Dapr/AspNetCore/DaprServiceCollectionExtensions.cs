using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MlPlatform.Dapr;

/// <summary>Registers the Dapr client.</summary>
public static class DaprServiceCollectionExtensions
{
    /// <summary>Registers <see cref="DaprClient"/> unless one is registered already.</summary>
    public static void AddDaprClient(
        this IServiceCollection services,
        Action<DaprClientBuilder>? configure = null,
        ServiceLifetime lifetime = ServiceLifetime.Singleton)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAdd(new ServiceDescriptor(typeof(DaprClient), provider => Build(provider, configure), lifetime));
    }

    private static DaprClient Build(IServiceProvider provider, Action<DaprClientBuilder>? configure)
    {
        var builder = new DaprClientBuilder(provider.GetService<IConfiguration>());
        builder.UseTimeProvider(provider.GetService<TimeProvider>() ?? TimeProvider.System);
        configure?.Invoke(builder);
        return builder.Build();
    }
}
