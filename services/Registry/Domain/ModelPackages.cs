using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Registry.Domain;

/// <summary>Registers and changes model packages, each change with its event.</summary>
public sealed class ModelPackages(RegistryStore store, PlatformEvents events, TimeProvider time)
{
    private readonly SemaphoreSlim _numbering = new(1, 1);

    /// <summary>The next version of a group for a request; the same token always gives the same version.</summary>
    /// <returns>Null when there is no such group.</returns>
    public async Task<int?> NextVersionAsync(string group, string? clientToken, CancellationToken cancellationToken)
    {
        // One at a time in this process, so that many at once do not use up the retries of the store's optimistic update.
        await _numbering.WaitAsync(cancellationToken);
        try
        {
            var version = 0;
            var updated = await store.Groups.UpdateAsync(group, current =>
            {
                (var numbered, version) = current.Number(clientToken);
                return new DocumentChange<ModelPackageGroup>(ReferenceEquals(numbered, current) ? null : numbered);
            }, cancellationToken);
            return updated is null ? null : version;
        }
        finally
        {
            _numbering.Release();
        }
    }

    /// <summary>Stores a package.</summary>
    /// <returns>False when one of its id exists.</returns>
    public Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken) =>
        store.Packages.TryCreateAsync(package, cancellationToken, Changed(package));

    /// <summary>Changes a package and tells of it.</summary>
    public async Task<ModelPackage> UpdateAsync(string arn, Func<ModelPackage, ModelPackage> change, CancellationToken cancellationToken) =>
        await store.Packages.UpdateAsync(ModelPackage.IdOf(arn), current =>
        {
            var next = change(current) with { LastModifiedTime = time.GetUtcNow() };
            return new DocumentChange<ModelPackage>(next, Changed(next));
        }, cancellationToken) ?? throw NotFound(arn);

    /// <summary>The package of a name or ARN.</summary>
    public async Task<ModelPackage> GetAsync(string nameOrArn, CancellationToken cancellationToken) =>
        (await store.Packages.FindAsync(ModelPackage.IdOf(nameOrArn), cancellationToken))?.Value ?? throw NotFound(nameOrArn);

    /// <summary>The event about a package.</summary>
    public OutboxMessage Changed(ModelPackage package, string? status = null)
    {
        var detail = JsonSerializer.SerializeToNode(package.Describe(), RegistryJson.Default.DescribeModelPackageResponse)!.AsObject();
        if (status is not null) detail["ModelPackageStatus"] = status;
        return events.Create(Topics.ModelPackageChanged, "SageMaker Model Package State Change", package.Arn, detail);
    }

    private static AwsException NotFound(string name) => AwsException.Validation($"ModelPackage {name} does not exist.");
}
