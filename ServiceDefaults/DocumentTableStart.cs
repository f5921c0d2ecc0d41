using Amazon.DynamoDBv2;
using Microsoft.Extensions.Hosting;
using MlPlatform.Aws.Documents;

namespace MlPlatform.ServiceDefaults;

/// <summary>Creates the document table before anything of the service starts, where it is not there yet.</summary>
internal sealed class DocumentTableStart(IAmazonDynamoDB client, string table, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => DynamoTable.CreateAsync(client, table, time, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
