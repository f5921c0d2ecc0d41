using System.Text.Json.Nodes;

namespace MlPlatform.Pipelines.Domain;

/// <summary>Which step waits for which: the references in its arguments, its DependsOn, and the condition around it.</summary>
public sealed class PipelineGraph
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> _waitsFor;

    private PipelineGraph(IReadOnlyDictionary<string, IReadOnlyList<string>> waitsFor) => _waitsFor = waitsFor;

    /// <summary>Draws the graph of checked steps; a cycle is an error that names its steps.</summary>
    public static PipelineGraph Of(IReadOnlyList<StepDefinition> steps)
    {
        var waitsFor = steps.ToDictionary(step => step.Name, Dependencies, StringComparer.Ordinal);
        if (FindCycle(steps, waitsFor) is { } cycle)
        {
            throw new PipelineDefinitionException($"The steps of the pipeline form a cycle: {string.Join(" -> ", cycle)}.");
        }

        return new PipelineGraph(waitsFor);
    }

    /// <summary>The steps that must have succeeded before this one starts.</summary>
    public IReadOnlyList<string> WaitsFor(string step) => _waitsFor[step];

    private static IReadOnlyList<string> Dependencies(StepDefinition step)
    {
        var referred = Expressions.References(OwnArguments(step)).Select(reference => reference switch
        {
            PropertyReference property => property.Step,
            PropertyFileReference file => file.Step,
            _ => null,
        }).OfType<string>();
        string[] around = step.Branch is null ? [] : [step.Branch.Condition];
        return referred.Concat(step.DependsOn).Concat(around).Distinct(StringComparer.Ordinal).ToArray();
    }

    /// <summary>The arguments without the steps of the branches, which are steps of their own.</summary>
    public static JsonNode? OwnArguments(StepDefinition step) =>
        step.Type == StepType.Condition ? step.Arguments["Conditions"] : step.Arguments;

    private static IReadOnlyList<string>? FindCycle(
        IReadOnlyList<StepDefinition> steps, Dictionary<string, IReadOnlyList<string>> waitsFor)
    {
        var finished = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return steps.Select(step => Visit(step.Name)).FirstOrDefault(cycle => cycle is not null);

        IReadOnlyList<string>? Visit(string step)
        {
            if (finished.Contains(step)) return null;
            var seenAt = path.IndexOf(step);
            if (seenAt >= 0) return [.. path[seenAt..], step];
            path.Add(step);
            foreach (var dependency in waitsFor[step])
            {
                if (Visit(dependency) is { } cycle) return cycle;
            }

            path.RemoveAt(path.Count - 1);
            finished.Add(step);
            return null;
        }
    }
}
