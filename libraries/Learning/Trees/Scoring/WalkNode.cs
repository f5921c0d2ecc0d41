using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>One node of the walk. The right child lies behind the left one, so a step is an addition, not a branch.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WalkNode
{
    /// <summary>The key of a node's right side: a row goes right where its value's key is not below it.</summary>
    public int Threshold;

    /// <summary>The place of the asked key in the walked row.</summary>
    public int Slot;

    /// <summary>The left child; a leaf is its own, so that walking on stays there.</summary>
    public int Left;

    /// <summary>What a leaf adds.</summary>
    public float Value;
}

/// <summary>Where a tree starts, and how many steps reach its deepest leaf.</summary>
internal readonly record struct WalkTree(int Root, int Depth);

/// <summary>32-bit floats as integers of the same order, which a processor compares in fewer cycles.</summary>
internal static class WalkKey
{
    /// <summary>Below every number: a missing value that goes left.</summary>
    public const int MissingLeft = int.MinValue;

    /// <summary>Above every number: a missing value that goes right.</summary>
    public const int MissingRight = int.MaxValue - 1;

    /// <summary>Above every value: a leaf, at which nothing goes right.</summary>
    public const int Leaf = int.MaxValue;

    /// <summary>The key of a number; the two zeros share one.</summary>
    public static int Of(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value + 0f);
        return bits ^ (bits >> 31 & int.MaxValue);
    }
}
