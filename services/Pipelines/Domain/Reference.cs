namespace MlPlatform.Pipelines.Domain;

/// <summary>What a <c>{"Get": "..."}</c> refers to.</summary>
public abstract record Reference(string Text)
{
    private const string Steps = "Steps.";
    private const string Parameters = "Parameters.";
    private const string Execution = "Execution.";
    private const string Experiment = "PipelineExperimentConfig.";
    private const string Files = "PropertyFiles.";

    /// <summary>Reads the text of a Get expression; an unknown form is an error that lists the known ones.</summary>
    public static Reference Parse(string text)
    {
        if (After(text, Parameters) is { } parameter) return new ParameterReference(text, parameter);
        if (After(text, Execution) is { } variable) return new ExecutionReference(text, variable);
        if (After(text, Experiment) is { } member) return new ExperimentReference(text, member);
        if (After(text, Steps) is { } step) return OfStep(text, step);
        throw new PipelineDefinitionException(
            $"'{text}' is not a reference: it must start with {Parameters}, {Steps}, {Execution} or {Experiment}");
    }

    private static Reference OfStep(string text, string rest)
    {
        var end = rest.AsSpan().IndexOfAny('.', '[');
        if (end <= 0) throw new PipelineDefinitionException($"'{text}' names no property of its step.");
        var step = rest[..end];
        var path = rest[end..].TrimStart('.');
        return After(path, Files) is { } file
            ? new PropertyFileReference(text, step, file)
            : new PropertyReference(text, step, PropertyPath.Parse(path));
    }

    private static string? After(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length ? text[prefix.Length..] : null;
}

/// <summary><c>Parameters.Name</c></summary>
public sealed record ParameterReference(string Text, string Name) : Reference(Text);

/// <summary><c>Execution.StartDateTime</c> and its like.</summary>
public sealed record ExecutionReference(string Text, string Variable) : Reference(Text)
{
    /// <summary>The variables an execution has.</summary>
    public static readonly IReadOnlySet<string> Known = new HashSet<string>(StringComparer.Ordinal)
    {
        "StartDateTime", "CurrentDateTime", "PipelineName", "PipelineArn", "PipelineExecutionId", "PipelineExecutionArn",
        "TrainingJobName", "ProcessingJobName",
    };
}

/// <summary><c>PipelineExperimentConfig.ExperimentName</c> or <c>.TrialName</c></summary>
public sealed record ExperimentReference(string Text, string Member) : Reference(Text);

/// <summary><c>Steps.Train.ModelArtifacts.S3ModelArtifacts</c>: a member of the description of what the step made.</summary>
public sealed record PropertyReference(string Text, string Step, PropertyPath Path) : Reference(Text);

/// <summary><c>Steps.Evaluate.PropertyFiles.Report</c></summary>
public sealed record PropertyFileReference(string Text, string Step, string File) : Reference(Text);
