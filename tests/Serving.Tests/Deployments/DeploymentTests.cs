using Microsoft.Extensions.Logging.Abstractions;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Pipelines.Tests.Executions;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Deployments;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;
using MlPlatform.Testing;

namespace MlPlatform.Serving.Tests.Deployments;

public sealed class DeploymentTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDocumentStore _documents;
    private readonly ServingStore _store;
    private readonly RoutingTable _routes = new();
    private readonly FakeLoader _loader = new();
    private readonly EndpointHosts _hosts;
    private readonly DeploymentDocuments _deployments;
    private readonly List<double> _shares = [];

    public DeploymentTests()
    {
        _documents = new SqliteDocumentStore(_folder.File("documents.db"));
        _store = new ServingStore(_documents);
        _hosts = new EndpointHosts(_loader, _routes, TimeProvider.System, NullLogger<EndpointHosts>.Instance);
        _deployments = new DeploymentDocuments(_store, new EndpointEvents(new PlatformEvents(TimeProvider.System)), _hosts, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _documents.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Deploy_FirstFleet_ServesItAtOnce()
    {
        var endpoint = await DeployAsync(New("one"));
        Assert.Equal((EndpointStatus.InService, "one"), (endpoint.Status, endpoint.Current!.ConfigName));
        Assert.Null(endpoint.Pending);
        Assert.Equal("one", _routes.Find("live")!.Choose(null)!.Name);
    }

    [Fact]
    public async Task Deploy_FirstFleetThatCannotBeLoaded_FailsWithTheReason()
    {
        _loader.Broken.Add("one");
        var endpoint = await DeployAsync(New("one"));
        Assert.Equal((EndpointStatus.Failed, "one cannot be loaded"), (endpoint.Status, endpoint.FailureReason));
        Assert.Null(_routes.Find("live"));
    }

    [Fact]
    public async Task Deploy_Canary_MovesTrafficInStepsAndLetsTheOldFleetGo()
    {
        var first = await DeployAsync(New("one"));
        var endpoint = await DeployAsync(Next(first, "two"));
        Assert.Equal((EndpointStatus.InService, "two"), (endpoint.Status, endpoint.Current!.ConfigName));
        Assert.Equal([0.1, 1], _shares[^2..]);
        Assert.Equal("two", _routes.Find("live")!.Choose(null)!.Name);
    }

    [Fact]
    public async Task Deploy_CanaryThatFails_TurnsBackToTheOldFleetAndSaysWhy()
    {
        var first = await DeployAsync(New("one"));
        var endpoint = await DeployAsync(Next(first, "two"), whileBaking: () =>
        {
            var canary = _routes.Find("live")!.Choose("two")!;
            for (var i = 0; i < 5; i++) canary.Health.Count(500);
        });
        Assert.Equal((EndpointStatus.InService, "one"), (endpoint.Status, endpoint.Current!.ConfigName));
        Assert.Equal("Variant two failed 5 of 5 requests.", endpoint.FailureReason);
        Assert.Null(endpoint.Pending);
        Assert.Equal([0.1], _shares.Where(share => share < 1));
        for (var i = 0; i < 20; i++) Assert.Equal("one", _routes.Find("live")!.Choose(null)!.Name);
    }

    [Fact]
    public async Task Deploy_NewFleetThatCannotBeLoaded_LeavesTheOldOneServing()
    {
        var first = await DeployAsync(New("one"));
        _loader.Broken.Add("two");
        var endpoint = await DeployAsync(Next(first, "two"));
        Assert.Equal((EndpointStatus.InService, "one", "two cannot be loaded"), (endpoint.Status, endpoint.Current!.ConfigName, endpoint.FailureReason));
    }

    [Fact]
    public async Task Deploy_TurnedBack_IsToldAsRollingBackThenInService()
    {
        _loader.Broken.Add("two");
        await DeployAsync(Next(await DeployAsync(New("one")), "two"));
        var told = (await _documents.PendingMessagesAsync(100, default)).Select(message => StatusIn(message.Body.Span));
        Assert.Equal(["InService", "RollingBack", "InService"], told);
    }

    private static string StatusIn(ReadOnlySpan<byte> message) =>
        System.Text.Json.Nodes.JsonNode.Parse(message)!["detail"]!["EndpointStatus"]!.ToString();

    private async Task<Endpoint> DeployAsync(Endpoint endpoint, Action? whileBaking = null)
    {
        if (!await _store.Endpoints.TryCreateAsync(endpoint, default))
        {
            await _store.Endpoints.UpdateAsync(endpoint.Name, _ => new DocumentChange<Endpoint>(endpoint), default);
        }

        var context = new FakeWorkflowContext(async (name, input) =>
        {
            if (input is TrafficShift shift) _shares.Add(shift.Share);
            if (name == nameof(CheckFleet)) whileBaking?.Invoke();
            return name switch
            {
                nameof(PrepareFleet) => await new PrepareFleet(_deployments, _hosts).RunAsync(null!, (Deployment)input!),
                nameof(ShiftTraffic) => await new ShiftTraffic(_deployments).RunAsync(null!, (TrafficShift)input!),
                nameof(CheckFleet) => await new CheckFleet(_deployments, _hosts).RunAsync(null!, (Deployment)input!),
                nameof(PromoteFleet) => await new PromoteFleet(_deployments).RunAsync(null!, (Deployment)input!),
                nameof(BeginRollBack) => await new BeginRollBack(_deployments).RunAsync(null!, (TurnBack)input!),
                _ => await new FinishRollBack(_deployments).RunAsync(null!, (TurnBack)input!),
            };
        });
        await new DeployEndpoint().RunAsync(context, new Deployment(endpoint.Name, endpoint.InstanceId));
        return (await _store.Endpoints.FindAsync(endpoint.Name, default))!.Value;
    }

    private static Endpoint New(string config) => new()
    {
        Name = "live",
        Arn = "arn:aws:sagemaker:r:1:endpoint/live",
        Status = EndpointStatus.Creating,
        TargetConfig = config,
        Pending = FleetOf(config),
        Region = "r",
        AccountId = "1",
    };

    private static Endpoint Next(Endpoint endpoint, string config) => endpoint with
    {
        Status = EndpointStatus.Updating,
        TargetConfig = config,
        Pending = FleetOf(config),
        DeploymentNumber = endpoint.DeploymentNumber + 1,
        Deployment = new()
        {
            BlueGreenUpdatePolicy = new()
            {
                TrafficRoutingConfiguration = new()
                {
                    Type = "CANARY",
                    WaitIntervalInSeconds = 3,
                    CanarySize = new CapacitySize { Type = "CAPACITY_PERCENT", Value = 10 },
                },
            },
        },
    };

    private static Fleet FleetOf(string name) => new()
    {
        Id = name,
        ConfigName = name,
        Variants = [new FleetVariant { Name = name, ModelName = name, Container = new ServedContainer { Image = "x" }, Weight = 1, InstanceCount = 1 }],
    };

    private sealed class FakeLoader : IModelLoader
    {
        public HashSet<string> Broken { get; } = [];

        public Task<IModelHost> LoadAsync(Endpoint endpoint, Fleet fleet, FleetVariant variant, CancellationToken cancellationToken) =>
            Broken.Contains(variant.Name)
                ? Task.FromException<IModelHost>(new ModelHostException($"{variant.Name} cannot be loaded"))
                : Task.FromResult<IModelHost>(new FakeModel(variant.Name));
    }
}
