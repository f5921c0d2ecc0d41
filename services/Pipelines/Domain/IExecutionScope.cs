using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>What an expression can see while one step of one execution is prepared.</summary>
public interface IExecutionScope
{
    /// <summary>The value of a parameter of the execution.</summary>
    JsonNode? Parameter(string name);

    /// <summary>The value of a variable of the execution, such as PipelineExecutionId.</summary>
    JsonNode? Variable(string name);

    /// <summary>A member of the experiment configuration.</summary>
    JsonNode? Experiment(string member);

    /// <summary>The description of what a finished step made, or null when it has none.</summary>
    Task<JsonNode?> PropertiesAsync(string step, CancellationToken cancellationToken);

    /// <summary>The address in S3 of a property file of a finished step.</summary>
    Task<string> PropertyFileAsync(string step, string file, CancellationToken cancellationToken);

    /// <summary>The JSON in a file in S3.</summary>
    Task<JsonNode?> ReadJsonAsync(string s3Uri, CancellationToken cancellationToken);
}
