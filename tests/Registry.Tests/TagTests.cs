using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Registry.Operations;

namespace MlPlatform.Registry.Tests;

public sealed class TagTests : IAsyncDisposable
{
    private const string Arn = "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/any";
    private readonly RegistryFixture _registry = new();

    public ValueTask DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task AddTags_KeyThatIsThere_GetsTheNewValue()
    {
        await AddAsync(Of("team", "a"), Of("stage", "test"));
        await AddAsync(Of("team", "b"));
        var tags = (await ListAsync()).Select(tag => (tag.Key, tag.Value));
        Assert.Equal([("team", "b"), ("stage", "test")], tags);
    }

    [Fact]
    public async Task AddTags_MoreThanFifty_AreRefusedAndNoneIsAdded()
    {
        await AddAsync(Of("first", "1"));
        var many = Enumerable.Range(0, 50).Select(i => Of($"k{i}", "v")).ToArray();
        await Assert.ThrowsAsync<AwsException>(() => AddAsync(many));
        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task DeleteTags_OfKeys_LeavesTheOthers()
    {
        await AddAsync(Of("team", "a"), Of("stage", "test"));
        await new DeleteTags(_registry.Store).HandleAsync(new() { ResourceArn = Arn, TagKeys = ["team"] }, RegistryFixture.Context, default);
        Assert.Equal("stage", Assert.Single(await ListAsync()).Key);
    }

    [Fact]
    public async Task ListTags_OfAResourceWithout_IsEmpty() => Assert.Empty(await ListAsync());

    private static Tag Of(string key, string value) => new() { Key = key, Value = value };

    private Task AddAsync(params Tag[] tags) =>
        new AddTags(_registry.Store).HandleAsync(new() { ResourceArn = Arn, Tags = tags }, RegistryFixture.Context, default);

    private async Task<IReadOnlyList<Tag>> ListAsync() =>
        (await new ListTags(_registry.Store).HandleAsync(new() { ResourceArn = Arn }, RegistryFixture.Context, default)).Tags;
}
