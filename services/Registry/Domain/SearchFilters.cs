using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlPlatform.Contracts.SageMaker.Registry;

namespace MlPlatform.Registry.Domain;

/// <summary>Turns a search expression into a predicate over the JSON of a resource.</summary>
internal static class SearchFilters
{
    public static JsonNode View(DescribeModelPackageGroupResponse group) =>
        JsonSerializer.SerializeToNode(group, RegistryJson.Default.DescribeModelPackageGroupResponse)!;

    public static JsonNode View(DescribeModelPackageResponse package) =>
        JsonSerializer.SerializeToNode(package, RegistryJson.Default.DescribeModelPackageResponse)!;

    /// <summary>The predicate; without an expression everything passes.</summary>
    public static Func<JsonNode, bool> Compile(SearchExpression? expression)
    {
        if (expression is null) return _ => true;
        Func<JsonNode, bool>[] parts =
        [
            .. (expression.Filters ?? []).Select(Compile),
            .. (expression.SubExpressions ?? []).Select(Compile),
        ];
        if (parts.Length == 0) return _ => true;
        return expression.Operator == "Or"
            ? resource => Array.Exists(parts, part => part(resource))
            : resource => Array.TrueForAll(parts, part => part(resource));
    }

    private static Func<JsonNode, bool> Compile(SearchFilter filter)
    {
        var path = filter.Name.Split('.');
        var wanted = filter.Value ?? "";
        return resource =>
        {
            var value = Find(resource, path);
            return filter.Operator switch
            {
                "Exists" => value is not null,
                "NotExists" => value is null,
                "NotEquals" => value != wanted,
                "Contains" => value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
                "In" => value is not null && wanted.Split(',').Contains(value),
                "GreaterThan" => Compare(value, wanted) > 0,
                "GreaterThanOrEqualTo" => Compare(value, wanted) >= 0,
                "LessThan" => Compare(value, wanted) < 0,
                "LessThanOrEqualTo" => Compare(value, wanted) <= 0,
                _ => value == wanted,
            };
        };
    }

    private static string? Find(JsonNode? node, string[] path)
    {
        foreach (var member in path) node = (node as JsonObject)?[member];
        return node?.ToString();
    }

    /// <summary>Compares as numbers where both are, else as text; null where there is no value, which is in no order.</summary>
    private static int? Compare(string? value, string wanted)
    {
        if (value is null) return null;
        return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var left)
            && double.TryParse(wanted, NumberStyles.Float, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(value, wanted);
    }
}
