using MlPlatform.Learning.Hyperparameters;
using Declared = MlPlatform.Learning.Trees.BoostedTreesHyperparameters;

namespace MlPlatform.Learning.Trees;

/// <summary>The part of the hyperparameters that decides how one tree grows from gradients.</summary>
public sealed record GrowthOptions
{
    public required double Eta { get; init; }

    /// <summary>The most splits between root and leaf.</summary>
    public required int MaxDepth { get; init; }

    public required int MaxLeaves { get; init; }

    public required GrowPolicy Policy { get; init; }

    public required double Lambda { get; init; }

    public required double Alpha { get; init; }

    public required double Gamma { get; init; }

    public required double MinChildWeight { get; init; }

    /// <summary>The largest absolute leaf value before eta; 0 is no limit.</summary>
    public required double MaxDeltaStep { get; init; }

    public required double ColumnsByTree { get; init; }

    public required double ColumnsByLevel { get; init; }

    public required double ColumnsByNode { get; init; }

    /// <summary>The text of the monotone constraints; the columns are not known yet.</summary>
    public required string MonotoneConstraints { get; init; }

    /// <summary>The text of the interaction constraints.</summary>
    public required string InteractionConstraints { get; init; }

    public required int MaxCatToOneHot { get; init; }

    public required int MaxCatThreshold { get; init; }

    public required double CatSmooth { get; init; }

    /// <summary>How many bytes of histograms to keep for subtraction; beyond them both children of a node are counted. The model does not depend on it.</summary>
    public long HistogramBytes { get; init; } = 1L << 28;

    internal static GrowthOptions From(HyperparameterValues values) => new()
    {
        Eta = values.Number(Declared.Eta),
        MaxDepth = values.Integer(Declared.MaxDepth) is var depth && depth == 0 ? int.MaxValue : depth,
        MaxLeaves = values.Integer(Declared.MaxLeaves) is var leaves && leaves == 0 ? int.MaxValue : leaves,
        Policy = values.Text(Declared.GrowPolicy) == "lossguide" ? GrowPolicy.LossGuide : GrowPolicy.Depthwise,
        Lambda = values.Number(Declared.Lambda),
        Alpha = values.Number(Declared.Alpha),
        Gamma = values.Number(Declared.Gamma),
        MinChildWeight = values.Number(Declared.MinChildWeight),
        MaxDeltaStep = values.Number(Declared.MaxDeltaStep),
        ColumnsByTree = values.Number(Declared.ColumnsByTree),
        ColumnsByLevel = values.Number(Declared.ColumnsByLevel),
        ColumnsByNode = values.Number(Declared.ColumnsByNode),
        MonotoneConstraints = values.Text(Declared.MonotoneConstraints),
        InteractionConstraints = values.Text(Declared.InteractionConstraints),
        MaxCatToOneHot = values.Integer(Declared.MaxCatToOneHot),
        MaxCatThreshold = values.Integer(Declared.MaxCatThreshold),
        CatSmooth = values.Number(Declared.CatSmooth),
    };
}
