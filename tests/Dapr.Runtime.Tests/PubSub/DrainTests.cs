using System.Text;

namespace MlPlatform.Dapr.Runtime.Tests.PubSub;

public sealed class DrainTests : IAsyncLifetime
{
    private readonly RuntimeFixture _runtime = new();
    private readonly TestApp _app = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = RuntimeFixture.Client(_runtime.Add("app", _app.Port));
        _app.Subscriptions = """[{"pubsubname":"pubsub","topic":"orders","route":"/events/orders"}]""";
        await _app.StartAsync();
        await _runtime.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _runtime.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Stop_WhileAnEventIsBeingHandled_WaitsForItAndDoesNotRepeatIt()
    {
        var handling = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var handled = 0;
        _app.Answer = _ =>
        {
            handling.TrySetResult();
            release.Task.GetAwaiter().GetResult();
            Interlocked.Increment(ref handled);
            return (200, "");
        };
        await PublishAsync("1");
        await handling.Task.WaitAsync(TimeSpan.FromSeconds(10));

        var stopping = _runtime.StopAsync();
        release.SetResult();
        await stopping;
        Assert.Equal(1, handled);

        await _runtime.StartAsync();
        await PublishAsync("2");
        await _app.NextAsync();
        Assert.Equal(2, (await _app.NextAsync()).GetProperty("data").GetInt32());
    }

    private async Task PublishAsync(string body) =>
        (await _client.PostAsync("/v1.0/publish/pubsub/orders", new StringContent(body, Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
}
