using MlPlatform.Aws;
using MlPlatform.Contracts;

namespace MlPlatform.Fairness.Tests;

public sealed class OperationTableTests
{
    [Fact]
    public void Operations_OfThisService_AreThoseTheOthersSendIt()
    {
        var table = new OperationTable();
        ServiceRegistration.MapOperations(table);
        Assert.Equal(OperationOwners.ByApp[AppIds.Fairness].Order(), table.Targets.Order());
    }
}
