using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Counterfactuals;
using MlPlatform.Clarify.Explanations;
using MlPlatform.Clarify.Robustness;

namespace MlPlatform.Clarify.Results;

/// <summary>What a job has found so far; what is not asked for, or not reached, is empty.</summary>
internal sealed class ClarifyResult
{
    private readonly List<GroupBias> groups = [];

    public string Title { get; set; } = "Fairness and explanation report";

    public int Rows { get; set; }

    public int RejectedRows { get; set; }

    public LabelColumn? Label { get; set; }

    /// <summary>Where predicted labels come from, in words; null where there are none.</summary>
    public string? PredictionSource { get; set; }

    public bool AsksPreTraining { get; set; }

    public bool AsksPostTraining { get; set; }

    /// <summary>Every group that was compared, with the metrics of one stage or of both.</summary>
    public IReadOnlyList<GroupBias> Groups => groups;

    /// <summary>What a reader must know of the data: lines set aside, rows without a value.</summary>
    public List<DataNote> Notes { get; } = [];

    /// <summary>Per facet of several values, the two that fare most unlike.</summary>
    public List<WorstPairFinding> WorstPairs { get; } = [];

    /// <summary>The intersections of the facets that fare worst; null with fewer than two facets.</summary>
    public IntersectionFinding? Intersections { get; set; }

    public ModelExplanation? Explanation { get; set; }

    /// <summary>How the score follows single columns.</summary>
    public List<DependenceFinding> Dependence { get; } = [];

    /// <summary>What would have to be otherwise for rows to have another outcome.</summary>
    public CounterfactualFindings? Counterfactuals { get; set; }

    /// <summary>How hard the model is to mislead.</summary>
    public RobustnessFindings? Robustness { get; set; }

    /// <summary>What each score of the model is the score of.</summary>
    public IReadOnlyList<string> LabelHeaders { get; set; } = ["label0"];

    public MitigationFinding? Mitigation { get; set; }

    /// <summary>The metrics that the report before has too.</summary>
    public List<MetricChange> Changes { get; } = [];

    /// <summary>Adds a group, or to a group of the stage before the metrics of this one.</summary>
    public void Add(GroupBias bias)
    {
        var known = groups.FindIndex(group => group.Group == bias.Group);
        if (known < 0) groups.Add(bias);
        else groups[known] = bias with { PreTraining = groups[known].PreTraining };
    }
}
