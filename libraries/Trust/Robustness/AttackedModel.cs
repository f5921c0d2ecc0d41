using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Robustness;

/// <summary>A model under attack: its scores, the rows that are possible, and rows that the attacker knows.</summary>
public sealed class AttackedModel
{
    private readonly double[] known = [];
    private readonly int[] knownLabels = [];

    public AttackedModel(Scorer model, RowSpace space, LabelRule? rule = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(space.Width, model.Width, nameof(space));
        (Model, Space, Rule) = (model, space, rule ?? new LabelRule());
    }

    /// <param name="model">The model.</param>
    /// <param name="space">Which rows are possible.</param>
    /// <param name="rule">How its scores are read; null for the usual way.</param>
    /// <param name="known">Rows that the attacker has, such as those of training: attacks start from the nearest of another label.</param>
    public AttackedModel(Scorer model, RowSpace space, LabelRule? rule, ReadOnlySpan<double> known)
        : this(model, space, rule)
    {
        this.known = known.ToArray();
        knownLabels = Labels(known);
    }

    public Scorer Model { get; }

    public RowSpace Space { get; }

    public LabelRule Rule { get; }

    public int Width => Space.Width;

    /// <summary>How many labels there are.</summary>
    public int Classes => Math.Max(2, Model.Outputs);

    /// <summary>How many rows the attacker knows.</summary>
    public int KnownRows => knownLabels.Length;

    /// <summary>The model's label of every row.</summary>
    public int[] Labels(ReadOnlySpan<double> rows)
    {
        var scores = Model.Scores(rows);
        var labels = new int[rows.Length / Width];
        for (var i = 0; i < labels.Length; i++) labels[i] = Rule.Of(scores.AsSpan(i * Model.Outputs, Model.Outputs));
        return labels;
    }

    internal ReadOnlySpan<double> KnownRow(int index) => known.AsSpan(index * Width, Width);

    internal int KnownLabel(int index) => knownLabels[index];
}
