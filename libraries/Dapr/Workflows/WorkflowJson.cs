using System.Text.Json;

namespace MlPlatform.Dapr;

/// <summary>Inputs, outputs and events of workflows as JSON; null is absence.</summary>
internal static class WorkflowJson
{
    /// <summary>The options that the official SDK uses too.</summary>
    public static readonly JsonSerializerOptions Options = JsonSerializerOptions.Web;

    public static string? Write(object? value, JsonSerializerOptions options)
        => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    public static T? Read<T>(string? json, JsonSerializerOptions options)
        => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, options);

    public static object? Read(string? json, Type type, JsonSerializerOptions options)
    {
        if (string.IsNullOrEmpty(json))
        {
            return type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
        }

        return JsonSerializer.Deserialize(json, type, options);
    }
}
