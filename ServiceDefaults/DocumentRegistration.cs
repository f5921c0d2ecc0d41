using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection;
using MlPlatform.Aws.Documents;

namespace MlPlatform.ServiceDefaults;

internal static class DocumentRegistration
{
    /// <summary>Adds the document store: SQLite in the service's folder, or the DynamoDB table that the options name.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services, PlatformOptions options)
    {
        if (options.DocumentTable is { Length: > 0 } table) services.AddTableDocuments(table);
        else services.AddSingleton<IDocumentStore>(_ => new SqliteDocumentStore(Path.Combine(options.DataFolder, "documents.db")));
        services.AddHostedService<OutboxRelay>();
        return services;
    }

    private static void AddTableDocuments(this IServiceCollection services, string table)
    {
        services.AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient());
        services.AddSingleton<IDocumentStore>(
            provider => new DynamoDocumentStore(provider.GetRequiredService<IAmazonDynamoDB>(), table, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(
            provider => new DocumentTableStart(provider.GetRequiredService<IAmazonDynamoDB>(), table, provider.GetRequiredService<TimeProvider>()));
    }
}
