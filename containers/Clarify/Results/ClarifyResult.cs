using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Explanations;

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

    public ModelExplanation? Explanation { get; set; }

    /// <summary>Adds a group, or to a group of the stage before the metrics of this one.</summary>
    public void Add(GroupBias bias)
    {
        var known = groups.FindIndex(group => group.Group == bias.Group);
        if (known < 0) groups.Add(bias);
        else groups[known] = bias with { PreTraining = groups[known].PreTraining };
    }
}
