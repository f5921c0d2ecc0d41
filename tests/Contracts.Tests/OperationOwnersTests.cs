using System.Reflection;

namespace MlPlatform.Contracts.Tests;

public sealed class OperationOwnersTests
{
    [Fact]
    public void Find_UnknownTarget_IsNull() => Assert.Null(OperationOwners.Find("SageMaker.MakeCoffee"));

    [Fact]
    public void EveryRequestRecord_HasAnOwner()
    {
        var targets = typeof(OperationOwners).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IAwsRequest<>)))
            .Select(type => (string)type.GetProperty("Target", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .ToList();

        Assert.NotEmpty(targets);
        Assert.Empty(targets.Where(target => OperationOwners.Find(target) is null));
    }
}
