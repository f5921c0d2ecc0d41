using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>How kernels are compiled: fully at their first call, and by themselves, so that a caller's inlining budget never breaks them up.</summary>
internal static class KernelMethod
{
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
