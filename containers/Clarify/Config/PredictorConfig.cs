using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Clarify.Config;

/// <summary>The model under analysis, how rows are sent to it and how its answers are read.</summary>
internal sealed record PredictorConfig
{
    /// <summary>A model of CreateModel: one of a built-in algorithm is scored in the job, any other through an endpoint made for the job.</summary>
    public string? ModelName { get; init; }

    /// <summary>An endpoint that exists.</summary>
    public string? EndpointName { get; init; }

    /// <summary>How the name of an endpoint made for the job begins.</summary>
    public string? EndpointNamePrefix { get; init; }

    public string? InstanceType { get; init; }

    public int? InitialInstanceCount { get; init; }

    public string? AcceleratorType { get; init; }

    /// <summary>Which of a multi-model endpoint's models answers.</summary>
    public string? TargetModel { get; init; }

    /// <summary>The form of a request; that of the data set where absent.</summary>
    public string? ContentType { get; init; }

    /// <summary>The form of an answer; that of the request where absent.</summary>
    public string? AcceptType { get; init; }

    /// <summary>The request around <c>$features</c> (of JSON Lines: one row) or <c>$records</c> (of JSON: every row).</summary>
    public string? ContentTemplate { get; init; }

    /// <summary>One row within <c>$records</c>: around <c>$features</c> or <c>$features_kvp</c>.</summary>
    public string? RecordTemplate { get; init; }

    /// <summary>Goes with every request as it is.</summary>
    public string? CustomAttributes { get; init; }

    /// <summary>Where an answer holds the predicted label: an index of CSV, a JMESPath of JSON.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? Label { get; init; }

    /// <summary>Where an answer holds the probability, or those of all classes.</summary>
    [JsonConverter(typeof(ScalarConverter))] public string? Probability { get; init; }

    /// <summary>The class of each probability.</summary>
    [JsonConverter(typeof(ScalarListConverter))] public IReadOnlyList<string>? LabelHeaders { get; init; }

    public JsonElement? TimeSeriesPredictorConfig { get; init; }
}
