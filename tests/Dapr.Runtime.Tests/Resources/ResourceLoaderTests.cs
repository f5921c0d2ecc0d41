using MlPlatform.Dapr.Runtime.Resources;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests.Resources;

public sealed class ResourceLoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_OfThePlatform_HasTheComponentsServicesName()
    {
        var resources = ResourceLoader.Load(Path.Combine(Repository.Root, "components", "embedded"));

        Assert.Equal(["pubsub", "secretstore", "statestore"], resources.Components.Select(component => component.Name).Order());
        Assert.Equal(10, resources.Resiliency.ForInbound("pubsub").Retry!.MaxRetries);
    }

    [Fact]
    public void Folder_OfTheCluster_NamesTheSameComponents()
    {
        var names = Directory.EnumerateFiles(Path.Combine(Repository.Root, "components", "aws")).Select(Path.GetFileName);

        Assert.Equal(Directory.EnumerateFiles(Path.Combine(Repository.Root, "components", "embedded")).Select(Path.GetFileName).Order(), names.Order());
    }

    [Fact]
    public void Component_OfUnknownType_IsRefusedWithFileAndType()
    {
        Write("kafka.yaml", """
            kind: Component
            metadata: { name: bus }
            spec: { type: pubsub.kafka, version: v1 }
            """);

        var refused = Assert.Throws<DaprRuntimeException>(() => ResourceLoader.Load(_folder.Path));

        Assert.Contains("kafka.yaml", refused.Message, StringComparison.Ordinal);
        Assert.Contains("pubsub.kafka", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: Component\nmetadata: {}\nspec: { type: state.embedded }", "no metadata.name")]
    [InlineData("kind: [", "not readable YAML")]
    [InlineData("kind: Gadget", "'Gadget'")]
    [InlineData("kind: Subscription\nmetadata: { name: s }\nspec: { topic: t, route: /r }", "spec.pubsubname")]
    [InlineData("kind: Resiliency\nspec: { targets: { apps: { a: { retry: missing } } } }", "'missing'")]
    [InlineData("kind: Resiliency\nspec: { policies: { timeouts: { t: soon } }, targets: { apps: { a: { timeout: t } } } }", "'soon'")]
    public void File_ThatIsWrong_IsRefusedWithWhatIsWrong(string yaml, string expected)
    {
        Write("wrong.yaml", yaml);

        var refused = Assert.Throws<DaprRuntimeException>(() => ResourceLoader.Load(_folder.Path));

        Assert.Contains("wrong.yaml", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Subscription_Declared_HasItsRoutesInOrder()
    {
        Write("subscription.yaml", """
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata: { name: orders }
            spec:
              pubsubname: pubsub
              topic: orders
              routes:
                rules: [{ match: event.type == "big", path: /big }]
                default: /other
              deadLetterTopic: dead
            scopes: [checkout]
            """);

        var subscription = ResourceLoader.Load(_folder.Path).Subscriptions.Single();

        Assert.Equal([new RouteRule("event.type == \"big\"", "/big"), new RouteRule(null, "/other")], subscription.Rules);
        Assert.Equal("dead", subscription.DeadLetterTopic);
        Assert.Equal(["checkout"], subscription.Scopes);
    }

    [Fact]
    public void Resiliency_OfAnApp_HasItsPolicies()
    {
        Write("resiliency.yaml", """
            kind: Resiliency
            spec:
              policies:
                timeouts: { short: 1m30s }
                retries: { grow: { policy: exponential, initialInterval: 100ms, maxInterval: 1s, maxRetries: 4 } }
                circuitBreakers: { breaker: { trip: consecutiveFailures >= 3, timeout: 10s } }
              targets:
                apps: { training: { timeout: short, retry: grow, circuitBreaker: breaker } }
            """);

        var policies = ResourceLoader.Load(_folder.Path).Resiliency.ForApp("training");

        Assert.Equal(TimeSpan.FromSeconds(90), policies.Timeout);
        Assert.Equal([100, 150, 225, 1000], ((int[])[1, 2, 3, 20]).Select(retry => policies.Retry!.PauseBefore(retry).TotalMilliseconds));
        Assert.True(policies.Retry!.Allows(3));
        Assert.False(policies.Retry.Allows(4));
        Assert.Equal(3, policies.CircuitBreaker!.ConsecutiveFailures);
    }

    private void Write(string name, string yaml) => File.WriteAllText(_folder.File(name), yaml);
}
