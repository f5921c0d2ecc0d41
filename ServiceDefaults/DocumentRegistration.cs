using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Aws.Documents;

namespace MlPlatform.ServiceDefaults;

internal static class DocumentRegistration
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(Path.Combine(options.DataFolder, "documents.db")));
        services.AddHostedService<OutboxRelay>();
        return services;
    }
}
