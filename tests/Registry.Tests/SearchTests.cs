using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker.Registry;
using MlPlatform.Registry.Operations;

namespace MlPlatform.Registry.Tests;

public sealed class SearchTests : IAsyncDisposable
{
    private readonly RegistryFixture _registry = new();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Theory]
    [InlineData("Equals", "credit", new[] { "credit" })]
    [InlineData("Contains", "r", new[] { "credit", "fraud" })]
    [InlineData("NotEquals", "credit", new[] { "fraud", "sales" })]
    public async Task Search_GroupsByName_FindsThoseThatFit(string comparison, string value, string[] expected)
    {
        foreach (var name in new[] { "credit", "fraud", "sales" }) await _registry.AddGroupAsync(name);
        var request = new SearchRequest
        {
            Resource = "ModelPackageGroup",
            SearchExpression = new SearchExpression
            {
                Filters = [new SearchFilter { Name = "ModelPackageGroupName", Operator = comparison, Value = value }],
            },
        };
        var answer = await new Search(_registry.Store).HandleAsync(request, RegistryFixture.Context, default);
        Assert.Equal(expected, answer.Results.Select(found => found.ModelPackageGroup!.ModelPackageGroupName).Order());
    }

    [Fact]
    public async Task Search_PackagesByVersion_ComparesAsNumbers()
    {
        await _registry.AddGroupAsync("credit");
        for (var i = 0; i < 11; i++) await _registry.AddPackageAsync("credit");
        var request = new SearchRequest
        {
            Resource = "ModelPackage",
            SearchExpression = new SearchExpression
            {
                Filters = [new SearchFilter { Name = "ModelPackageVersion", Operator = "GreaterThan", Value = "9" }],
            },
        };
        var answer = await new Search(_registry.Store).HandleAsync(request, RegistryFixture.Context, default);
        Assert.Equal([10, 11], answer.Results.Select(found => found.ModelPackage!.ModelPackageVersion!.Value).Order());
    }

    [Fact]
    public async Task Search_OfWhatIsNotImplemented_SaysSo()
    {
        var fault = await Assert.ThrowsAsync<AwsException>(
            () => new Search(_registry.Store).HandleAsync(new() { Resource = "FeatureGroup" }, RegistryFixture.Context, default));
        Assert.Contains("FeatureGroup is not implemented", fault.Message, StringComparison.Ordinal);
    }
}
