using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>A parsed and checked pipeline definition: what to run, in which order, with which parameters.</summary>
/// <param name="Parameters">The declared parameters, in the order of the definition.</param>
/// <param name="Steps">Every step, those inside the branches of conditions included, in the order of the definition.</param>
/// <param name="ExperimentConfig">The experiment the executions belong to, as written; it may hold expressions.</param>
public sealed record PipelineDefinition(
    IReadOnlyList<ParameterDeclaration> Parameters,
    IReadOnlyList<StepDefinition> Steps,
    JsonObject? ExperimentConfig)
{
    /// <summary>The step of that name; the definition has been checked, so a name taken from it is always found.</summary>
    public StepDefinition Step(string name) => Steps.First(step => step.Name == name);
}

/// <summary>A parameter a caller may set when the pipeline is started.</summary>
public sealed record ParameterDeclaration(string Name, ParameterType Type, JsonValue? Default, IReadOnlyList<string> Allowed);

/// <summary>The types a pipeline parameter can have.</summary>
public enum ParameterType { String, Integer, Float, Boolean }

/// <summary>One step of a pipeline.</summary>
/// <param name="Name">Unique in the pipeline, branches included.</param>
/// <param name="Type">What the step does.</param>
/// <param name="Arguments">The request of the operation behind the step, with expressions still in it.</param>
/// <param name="DependsOn">Names of steps that must have succeeded first, beside those the arguments refer to.</param>
/// <param name="PropertyFiles">Files among the step's outputs that later steps read values from.</param>
/// <param name="Retries">What to do when the step fails, by kind of failure.</param>
/// <param name="Branch">The condition whose branch holds the step, or null for a step of the top level.</param>
public sealed record StepDefinition(
    string Name,
    StepType Type,
    JsonObject Arguments,
    IReadOnlyList<string> DependsOn,
    IReadOnlyList<PropertyFile> PropertyFiles,
    IReadOnlyList<StepRetry> Retries,
    Branch? Branch,
    string? DisplayName,
    string? Description);

/// <summary>The branch of a condition: its If steps when <paramref name="When"/> is true, else its Else steps.</summary>
public sealed record Branch(string Condition, bool When);

/// <summary>A JSON file that a processing step leaves under one of its outputs.</summary>
public sealed record PropertyFile(string Name, string OutputName, string FilePath);

/// <summary>The retry policy of a step for the failures it names.</summary>
public sealed record StepRetry(IReadOnlyList<string> ExceptionTypes, int IntervalSeconds, double BackoffRate, int MaxAttempts);
