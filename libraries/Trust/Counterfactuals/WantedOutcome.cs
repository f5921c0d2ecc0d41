using System.Globalization;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Which scores a counterfactual must have: a label, or one score within a range.</summary>
public sealed record WantedOutcome
{
    private readonly int? label;
    private readonly LabelRule rule = new();
    private readonly int output;
    private readonly double low;
    private readonly double high;

    private WantedOutcome(int? label, int output, double low, double high) => (this.label, this.output, this.low, this.high) = (label, output, low, high);

    /// <summary>The model gives this label.</summary>
    /// <param name="label">0 or 1 for a model of one score, else the place of the score.</param>
    /// <param name="rule">How scores become labels; null for the usual way.</param>
    public static WantedOutcome OfLabel(int label, LabelRule? rule = null) => new(label, 0, 0, 0) { Rule = rule ?? new LabelRule() };

    /// <summary>A score lies in [low, high]; a bound may be infinite.</summary>
    public static WantedOutcome InRange(int output, double low, double high) => low <= high
        ? new WantedOutcome(null, output, low, high)
        : throw new TrustException(string.Create(CultureInfo.InvariantCulture, $"A score cannot lie between {low:R} and {high:R}."));

    private LabelRule Rule { init => rule = value; }

    /// <summary>Whether the scores of a row are wanted.</summary>
    public bool Holds(ReadOnlySpan<double> scores) => label is { } wanted ? rule.Of(scores) == wanted : scores[output] >= low && scores[output] <= high;

    /// <summary>How much the scores lack, in the score's unit: 0 or more; it falls to 0 at the boundary.</summary>
    public double Shortfall(ReadOnlySpan<double> scores)
    {
        if (label is not { } wanted) return Math.Max(0, Math.Max(low - scores[output], scores[output] - high));
        if (scores.Length == 1) return Math.Max(0, wanted == 1 ? rule.Threshold - scores[0] : scores[0] - rule.Threshold);
        var other = double.NegativeInfinity;
        for (var k = 0; k < scores.Length; k++)
        {
            if (k != wanted) other = Math.Max(other, scores[k]);
        }

        return Math.Max(0, other - scores[wanted]);
    }

    /// <summary>Refuses what a model of so many scores cannot give.</summary>
    internal void Require(int outputs)
    {
        var most = label is null ? outputs : Math.Max(2, outputs);
        var asked = label ?? output;
        if (asked < 0 || asked >= most) throw new TrustException($"The model has {(label is null ? "scores" : "labels")} 0 to {most - 1}; {asked} cannot be wanted.");
    }
}
