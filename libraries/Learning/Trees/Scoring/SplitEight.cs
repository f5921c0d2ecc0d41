using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>Three levels of a tree in one step: seven splits in heap order that choose one of eight.</summary>
internal struct SplitEight
{
    /// <summary>Where each split's column begins in the block.</summary>
    public Seven<int> Columns;

    public Seven<sbyte> Bounds;

    /// <summary>The number of the first of the eight leaves, which follow one another; 0 where the step chooses among steps.</summary>
    public byte FirstLeaf;
}

[InlineArray(7)]
internal struct Seven<T>
{
    private T first;
}
