namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>A Dapr component: a named building block of a known type with its settings.</summary>
internal sealed record Component(
    string Name, string Type, string Version, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<string> Scopes)
{
    public string? Setting(string name) => Metadata.GetValueOrDefault(name);

    /// <summary>Whether the app may use this component: it names no scopes, or this app is among them.</summary>
    public bool IsFor(string appId) => Scopes.Count == 0 || Scopes.Contains(appId, StringComparer.Ordinal);
}

/// <summary>The component types that the embedded runtime serves.</summary>
internal static class ComponentTypes
{
    public const string PubSub = "pubsub.embedded";
    public const string State = "state.embedded";
    public const string Secrets = "secretstores.local.file";
    public const string Workflow = "workflow.dapr";

    public static IReadOnlyList<string> Known { get; } = [PubSub, State, Secrets, Workflow];
}
