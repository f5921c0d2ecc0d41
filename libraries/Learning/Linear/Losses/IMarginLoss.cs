using MlPlatform.Learning.Linear.Kernels;

namespace MlPlatform.Learning.Linear.Losses;

/// <summary>A loss of one margin and one label, row by row.</summary>
internal interface IMarginLoss
{
    bool HasConstantCurvature { get; }

    /// <param name="margin">The margins of sixteen rows.</param>
    /// <param name="label">Their labels.</param>
    /// <param name="slope">The derivative by the margin.</param>
    /// <param name="curvature">The second derivative, or, for a loss with corners, the curvature of a parabola that lies above it and touches it here.</param>
    /// <returns>The loss.</returns>
    TLanes Evaluate<TOps, TLanes>(TLanes margin, TLanes label, out TLanes slope, out TLanes curvature)
        where TOps : ILaneOps<TLanes> where TLanes : struct;
}
