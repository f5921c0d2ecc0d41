using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MlPlatform.Contracts;

namespace MlPlatform.Aws;

/// <summary>The JSON of the AWS protocols: exact member names, absent members left out, timestamps as epoch seconds.</summary>
public sealed class AwsJson
{
    private readonly JsonSerializerOptions _options;

    public AwsJson(IEnumerable<IJsonTypeInfoResolver> contexts)
    {
        _options = CreateOptions([.. contexts, AwsJsonContext.Default]);
    }

    public JsonTypeInfo<T> TypeInfo<T>() =>
        _options.TryGetTypeInfo(typeof(T), out var info)
            ? (JsonTypeInfo<T>)info
            : throw new InvalidOperationException($"{typeof(T).Name} is in none of the contexts given to AddAwsJson.");

    private static JsonSerializerOptions CreateOptions(IJsonTypeInfoResolver[] contexts)
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(contexts),
            MaxDepth = 64,
        };
        options.Converters.Add(new AwsTimestampConverter());
        options.MakeReadOnly();
        return options;
    }
}

[JsonSerializable(typeof(EmptyResponse))]
[JsonSerializable(typeof(AwsErrorBody))]
[JsonSerializable(typeof(RestErrorBody))]
internal sealed partial class AwsJsonContext : JsonSerializerContext;

internal sealed record AwsErrorBody
{
    [JsonPropertyName("__type")] public required string Type { get; init; }

    [JsonPropertyName("message")] public required string Message { get; init; }
}

/// <summary>The error body of REST-JSON, whose code travels in a header.</summary>
internal sealed record RestErrorBody([property: JsonPropertyName("message")] string Message);
