using System.Runtime.Intrinsics;

namespace MlPlatform.Learning.Tiles;

/// <summary>Which instructions the kernels over tiles use. All give the same bits.</summary>
internal enum KernelPath
{
    Scalar,
    Vector256,
    Vector512,
}

internal static class KernelPaths
{
    /// <summary>The widest that this machine runs in hardware.</summary>
    public static KernelPath Best { get; } =
        Vector512.IsHardwareAccelerated ? KernelPath.Vector512 : Vector256.IsHardwareAccelerated ? KernelPath.Vector256 : KernelPath.Scalar;
}
