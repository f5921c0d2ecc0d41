using System.Runtime.Intrinsics.X86;

namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>The ways through an ensemble. All give the same bits; they differ in speed and in what the processor must know.</summary>
public enum TreeKernel
{
    /// <summary>From root to leaf, row by row. Takes every ensemble.</summary>
    Walk = 0,

    /// <summary>All splits of a tree against many rows at once, one byte per row and column, in portable vectors.</summary>
    Bytes = 1,

    /// <summary>As <see cref="Bytes"/>, with leaf values looked up by AVX-512 permutations.</summary>
    BytesAvx512 = 2,
}

/// <summary>Which kernels run here.</summary>
public static class TreeKernels
{
    /// <summary>The fastest one that this processor knows.</summary>
    public static TreeKernel Fastest => IsSupported(TreeKernel.BytesAvx512) ? TreeKernel.BytesAvx512 : TreeKernel.Bytes;

    public static bool IsSupported(TreeKernel kernel) => kernel != TreeKernel.BytesAvx512 || (Avx512F.IsSupported && Avx512BW.IsSupported);
}
