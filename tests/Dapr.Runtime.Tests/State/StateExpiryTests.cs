using MlPlatform.Dapr.Runtime.Core.State;
using MlPlatform.Dapr.Runtime.Resources;
using MlPlatform.Dapr.Runtime.Storage;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests.State;

public sealed class StateExpiryTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private Database _database = null!;
    private StateBlock _state = null!;

    public Task InitializeAsync()
    {
        _database = Database.Open(_folder.Path);
        var component = new Component("store", ComponentTypes.State, "v1", new Dictionary<string, string>(), []);
        var none = new Dictionary<string, TargetPolicies>();
        _state = new StateBlock(_database, new ResourceSet([component], [], new ResiliencyPolicies(none, none)), _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Value_PastItsTime_IsGoneAndThenRemoved()
    {
        await SaveAsync("brief", "10");
        await SaveAsync("lasting", null);
        Assert.Equal(_time.GetUtcNow().AddSeconds(10), _state.Get("app", "store", "brief")!.Expires);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Null(_state.Get("app", "store", "brief"));
        Assert.NotNull(_state.Get("app", "store", "lasting"));
        Assert.Equal(1, await _state.RemoveExpiredAsync(CancellationToken.None));
    }

    [Fact]
    public async Task FirstWrite_OverAnExpiredValue_IsAccepted()
    {
        await SaveAsync("key", "1");
        _time.Advance(TimeSpan.FromSeconds(2));

        await SaveAsync("key", null, StateConcurrency.FirstWrite);

        Assert.NotNull(_state.Get("app", "store", "key"));
    }

    private Task SaveAsync(string key, string? seconds, StateConcurrency concurrency = StateConcurrency.LastWrite)
    {
        var metadata = new Dictionary<string, string>();
        if (seconds is not null) metadata["ttlInSeconds"] = seconds;
        var operation = new StateOperation(StateOperationKind.Upsert, key, [1]) { Metadata = metadata, Concurrency = concurrency };
        return _state.SaveAsync("app", "store", [operation], CancellationToken.None);
    }
}
