namespace MlPlatform.Dapr;

/// <summary>What the sidecar says of itself.</summary>
public sealed class DaprMetadata(
    string id, IReadOnlyList<DaprComponentsMetadata> components, IReadOnlyDictionary<string, string> extended)
{
    /// <summary>The app id.</summary>
    public string Id { get; } = id;

    /// <summary>The components that are loaded.</summary>
    public IReadOnlyList<DaprComponentsMetadata> Components { get; } = components;

    /// <summary>Values added while running.</summary>
    public IReadOnlyDictionary<string, string> Extended { get; } = extended;
}

/// <summary>One component that the sidecar has loaded.</summary>
public sealed class DaprComponentsMetadata(string name, string type, string version, string[] capabilities)
{
    /// <summary>The name by which apps use it.</summary>
    public string Name { get; } = name;

    /// <summary>Its type, as in <c>state.sqlite</c>.</summary>
    public string Type { get; } = type;

    /// <summary>Its version.</summary>
    public string Version { get; } = version;

    /// <summary>What it can do.</summary>
    public string[] Capabilities { get; } = capabilities;
}
