using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Anomalies;

/// <summary>The nodes of trees one after another in preorder, as they lie in a model file.</summary>
internal sealed class CutTreeReader(int[] features, float[] cuts, int[] masses, float[] points, int width)
{
    private readonly float[] padded = new float[CutBoxes.PaddedWidth(width)];
    private int node, leaf;

    /// <summary>Whether all nodes have been taken.</summary>
    public bool IsAtEnd => node == features.Length && leaf == masses.Length;

    public (int Feature, float Value) NextCut()
    {
        if (node == features.Length || features[node] < RandomCutTree.None || features[node] >= width) throw Refused();
        return (features[node], cuts[node++]);
    }

    /// <summary>The point of the leaf that was last taken.</summary>
    public ReadOnlySpan<float> NextPoint()
    {
        if (leaf == masses.Length) throw Refused();
        points.AsSpan(leaf * width, width).CopyTo(padded);
        return padded;
    }

    /// <summary>How many points that leaf has; no more than there is room for.</summary>
    public int NextMass(int most)
    {
        var mass = masses[leaf++];
        return mass > 0 && mass <= most ? mass : throw Refused();
    }

    public LearningException Refused() => ModelFile.Refused("the nodes of a tree do not fit together");
}
