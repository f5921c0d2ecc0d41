using MlPlatform.Testing;

namespace MlPlatform.Platform.Tests;

/// <summary>One platform for the tests that only use it.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    public PlatformProcess Process { get; } = new();

    public IReadOnlyDictionary<string, string> Environment { get; private set; } = new Dictionary<string, string>();

    public async Task InitializeAsync()
    {
        await Process.StartAsync();
        Environment = await Process.EnvironmentAsync();
    }

    public async Task DisposeAsync() => await Process.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "platform";
}
