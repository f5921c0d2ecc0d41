using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>Reads a folder of Dapr's YAML: Component, Subscription (v1alpha1 and v2alpha1) and Resiliency.</summary>
internal sealed class ResourceLoader
{
    private readonly List<Component> _components = [];
    private readonly List<SubscriptionResource> _subscriptions = [];
    private readonly Dictionary<string, TargetPolicies> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TargetPolicies> _inbound = new(StringComparer.Ordinal);

    public static ResourceSet Load(string folder)
    {
        if (!Directory.Exists(folder)) throw new DaprRuntimeException($"The resources folder {folder} does not exist.");
        var loader = new ResourceLoader();
        var files = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
        foreach (var file in files) loader.ReadFile(file);
        return new ResourceSet(loader._components, loader._subscriptions, new ResiliencyPolicies(loader._apps, loader._inbound));
    }

    private void ReadFile(string file)
    {
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(file);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            throw new DaprRuntimeException($"{file} is not readable YAML: {exception.Message}", exception);
        }

        foreach (var document in stream.Documents) ReadDocument(file, document.RootNode);
    }

    private void ReadDocument(string file, YamlNode document)
    {
        switch (document.Text("kind"))
        {
            case "Component":
                AddComponent(file, document);
                break;
            case "Subscription":
                _subscriptions.Add(Subscription(file, document));
                break;
            case "Resiliency":
                new ResiliencyReader(file).Read(document, _apps, _inbound);
                break;
            case "Configuration":
                // Tracing and the like, which the host of the runtime configures itself.
                break;
            case null when document is YamlScalarNode:
                // An empty document between two separators.
                break;
            case var kind:
                throw new DaprRuntimeException($"{file} holds a resource of kind '{kind}', which the embedded runtime does not know.");
        }
    }

    private void AddComponent(string file, YamlNode document)
    {
        var name = document.Text("metadata", "name") ?? throw new DaprRuntimeException($"The component in {file} has no metadata.name.");
        var type = document.Text("spec", "type") ?? throw new DaprRuntimeException($"The component '{name}' in {file} has no spec.type.");
        if (!ComponentTypes.Known.Contains(type))
        {
            throw new DaprRuntimeException(
                $"The component '{name}' in {file} has the type '{type}'; the embedded runtime knows {string.Join(", ", ComponentTypes.Known)}.");
        }

        if (_components.Exists(component => component.Name == name)) throw new DaprRuntimeException($"{file} defines the component '{name}' a second time.");
        var metadata = document.Items("spec", "metadata").ToDictionary(
            item => item.Text("name") ?? throw new DaprRuntimeException($"The component '{name}' in {file} has a setting without a name."),
            item => Value(item),
            StringComparer.OrdinalIgnoreCase);
        _components.Add(new Component(name, type, document.Text("spec", "version") ?? "v1", metadata, document.Texts("scopes")));
    }

    private static string Value(YamlNode item) =>
        item.Text("envRef") is { } variable ? Environment.GetEnvironmentVariable(variable) ?? "" : item.Text("value") ?? "";

    private static SubscriptionResource Subscription(string file, YamlNode document)
    {
        var name = document.Text("metadata", "name");
        string Required(string member) =>
            document.Text("spec", member) ?? throw new DaprRuntimeException($"The subscription '{name}' in {file} has no spec.{member}.");
        var rules = document.Items("spec", "routes", "rules").Select(rule => new RouteRule(rule.Text("match"), rule.Text("path") ?? "")).ToList();
        if ((document.Text("spec", "routes", "default") ?? document.Text("spec", "route")) is { } path) rules.Add(new RouteRule(null, path));
        if (rules.Count == 0) throw new DaprRuntimeException($"The subscription '{name}' in {file} has no route.");
        var metadata = document.Members("spec", "metadata").ToDictionary(
            pair => pair.Key, pair => (pair.Value as YamlScalarNode)?.Value ?? "", StringComparer.OrdinalIgnoreCase);
        return new SubscriptionResource(Required("pubsubname"), Required("topic"), rules, document.Text("spec", "deadLetterTopic"), metadata)
        {
            Scopes = document.Texts("scopes"),
            Declared = true,
        };
    }
}
