namespace MlPlatform.Pipelines.Domain;

/// <summary>A definition, or the parameters of a start, that cannot be run; the message names what is wrong and where.</summary>
public sealed class PipelineDefinitionException(string message) : Exception(message);

/// <summary>An expression that has no value in this execution: a property its step does not have, a file that is not there.</summary>
public sealed class ExpressionException(string message) : Exception(message);
