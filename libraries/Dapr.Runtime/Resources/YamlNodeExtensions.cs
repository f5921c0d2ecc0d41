using YamlDotNet.RepresentationModel;

namespace MlPlatform.Dapr.Runtime.Resources;

/// <summary>Reads optional members of a YAML document by path.</summary>
internal static class YamlNodeExtensions
{
    /// <summary>The node at a path of mapping keys, or null where any of them is absent.</summary>
    public static YamlNode? At(this YamlNode node, params ReadOnlySpan<string> path)
    {
        YamlNode? current = node;
        foreach (var key in path)
        {
            if (current is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(key), out current)) return null;
        }

        return current;
    }

    public static string? Text(this YamlNode node, params ReadOnlySpan<string> path) => (node.At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode node, params ReadOnlySpan<string> path) =>
        (node.At(path) as YamlSequenceNode)?.Children ?? [];

    public static IReadOnlyList<string> Texts(this YamlNode node, params ReadOnlySpan<string> path) =>
        [.. node.Items(path).OfType<YamlScalarNode>().Select(item => item.Value ?? "")];

    /// <summary>The members of a mapping, by name.</summary>
    public static IEnumerable<KeyValuePair<string, YamlNode>> Members(this YamlNode node, params ReadOnlySpan<string> path) =>
        node.At(path) is YamlMappingNode mapping
            ? mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", pair.Value))
            : [];
}
