using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Ingestion.Operations.Kinesis;
using Microsoft.Extensions.DependencyInjection;

namespace MlPlatform.Ingestion.Tests;

public sealed class OperationsTests
{
    [Fact]
    public void MapOperations_Targets_AreThoseThisServiceOwns()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new PutRecords(null!, null!)).AddSingleton(new GetRecords(null!, null!, null!));
        var operations = new OperationTable();
        ServiceRegistration.MapOperations(operations, services.BuildServiceProvider());
        Assert.Equal(OperationOwners.ByApp[AppIds.Ingestion].Order(StringComparer.Ordinal), operations.Targets.Order(StringComparer.Ordinal));
    }
}
