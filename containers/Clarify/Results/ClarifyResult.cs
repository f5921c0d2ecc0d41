using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Explanations;

namespace MlPlatform.Clarify.Results;

/// <summary>What a job has found so far; what is not asked for, or not reached, is empty.</summary>
internal sealed class ClarifyResult
{
    public string Title { get; set; } = "Fairness and explanation report";

    public int Rows { get; set; }

    public int RejectedRows { get; set; }

    public LabelColumn? Label { get; set; }

    /// <summary>Where predicted labels come from, in words; null where there are none.</summary>
    public string? PredictionSource { get; set; }

    public bool AsksPreTraining { get; set; }

    public bool AsksPostTraining { get; set; }

    public List<GroupBias> Groups { get; } = [];

    public ModelExplanation? Explanation { get; set; }
}
