using System.Globalization;
using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Reads declarations of parameters, and the values given for them when a pipeline is started.</summary>
public static class ParameterParser
{
    /// <summary>Reads one element of the definition's Parameters.</summary>
    public static ParameterDeclaration Parse(JsonObject declaration)
    {
        var name = PipelineDefinitionParser.Text(declaration, "Name", "a parameter");
        var where = $"parameter {name}";
        var typeName = PipelineDefinitionParser.Text(declaration, "Type", where);
        if (!Enum.TryParse<ParameterType>(typeName, out var type) || !Enum.IsDefined(type))
        {
            throw PipelineDefinitionParser.Wrong(
                $"Type of {where} is '{typeName}'; it must be one of {string.Join(", ", Enum.GetNames<ParameterType>())}.");
        }

        var allowed = (declaration["EnumValues"] as JsonArray)?.Select(value => value?.ToString() ?? "").ToArray() ?? [];
        var parameter = new ParameterDeclaration(name, type, null, allowed);
        var fallback = declaration["DefaultValue"] is JsonValue value ? Read(parameter, value.ToString()) : null;
        return parameter with { Default = fallback };
    }

    /// <summary>The values of one execution: what was given, else the defaults; anything unknown or missing is refused by name.</summary>
    public static IReadOnlyDictionary<string, JsonValue> Bind(
        IReadOnlyList<ParameterDeclaration> declared, IReadOnlyDictionary<string, string> given)
    {
        var unknown = given.Keys.Where(name => declared.All(parameter => parameter.Name != name)).ToArray();
        if (unknown.Length > 0) throw new PipelineDefinitionException($"Unknown pipeline parameters: {string.Join(", ", unknown)}.");

        var values = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var parameter in declared)
        {
            if (given.TryGetValue(parameter.Name, out var text)) values[parameter.Name] = Read(parameter, text);
            else if (parameter.Default is { } fallback) values[parameter.Name] = fallback;
            else missing.Add(parameter.Name);
        }

        if (missing.Count == 0) return values;
        throw new PipelineDefinitionException(
            $"Pipeline parameters without a default need a value: {string.Join(", ", missing)}.");
    }

    private static JsonValue Read(ParameterDeclaration parameter, string text)
    {
        if (parameter.Allowed.Count > 0 && !parameter.Allowed.Contains(text))
        {
            throw new PipelineDefinitionException(
                $"The value '{text}' of parameter {parameter.Name} is not one of {string.Join(", ", parameter.Allowed)}.");
        }

        var value = parameter.Type switch
        {
            ParameterType.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                => JsonValue.Create(number),
            ParameterType.Float when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                => JsonValue.Create(number),
            ParameterType.Boolean when bool.TryParse(text, out var flag) => JsonValue.Create(flag),
            ParameterType.String => JsonValue.Create(text),
            _ => null,
        };
        return value ?? throw new PipelineDefinitionException(
            $"The value '{text}' of parameter {parameter.Name} is not of type {parameter.Type}.");
    }
}
