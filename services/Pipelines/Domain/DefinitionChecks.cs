using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>What must hold between the parts of a definition: names are unique and every reference leads somewhere.</summary>
internal static class DefinitionChecks
{
    public static void Check(PipelineDefinition definition)
    {
        RefuseDuplicates("parameter", definition.Parameters.Select(parameter => parameter.Name));
        RefuseDuplicates("step", definition.Steps.Select(step => step.Name));
        foreach (var step in definition.Steps)
        {
            foreach (var name in step.DependsOn) Known(definition, step, name, "depends on");
            foreach (var reference in Expressions.References(PipelineGraph.OwnArguments(step))) Resolve(definition, step, reference);
            if (step.Type == StepType.Condition) ConditionEvaluator.Check(step);
        }
    }

    private static void RefuseDuplicates(string what, IEnumerable<string> names)
    {
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw PipelineDefinitionParser.Wrong($"there is more than one {what} named {twice.Key}.");
    }

    private static void Resolve(PipelineDefinition definition, StepDefinition step, Reference reference)
    {
        switch (reference)
        {
            case ParameterReference parameter when definition.Parameters.All(declared => declared.Name != parameter.Name):
                throw PipelineDefinitionParser.Wrong($"step {step.Name} refers to {reference.Text}, but there is no parameter of that name.");
            case ExecutionReference execution when !ExecutionReference.Known.Contains(execution.Variable):
                throw PipelineDefinitionParser.Wrong(
                    $"step {step.Name} refers to {reference.Text}; an execution has {string.Join(", ", ExecutionReference.Known)}.");
            case ExperimentReference experiment when (definition.ExperimentConfig?[experiment.Member]) is null:
                throw PipelineDefinitionParser.Wrong($"step {step.Name} refers to {reference.Text}, which the definition does not set.");
            case PropertyReference property:
                Known(definition, step, property.Step, "refers to");
                break;
            case PropertyFileReference file:
                var owner = Known(definition, step, file.Step, "refers to");
                if (owner.PropertyFiles.Any(known => known.Name == file.File)) break;
                throw PipelineDefinitionParser.Wrong(
                    $"step {step.Name} refers to {reference.Text}, but step {owner.Name} has no property file of that name.");
        }
    }

    private static StepDefinition Known(PipelineDefinition definition, StepDefinition step, string name, string how) =>
        definition.Steps.FirstOrDefault(known => known.Name == name)
        ?? throw PipelineDefinitionParser.Wrong($"step {step.Name} {how} the step {name}, which does not exist.");
}
