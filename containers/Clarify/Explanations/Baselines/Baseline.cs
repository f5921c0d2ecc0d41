using MlPlatform.Clarify.Config;
using MlPlatform.Tables;

namespace MlPlatform.Clarify.Explanations.Baselines;

/// <summary>The rows whose values stand for "absent".</summary>
/// <param name="Rows">They have the columns of the features.</param>
/// <param name="IsMade">Whether they were made by clustering the data set, rather than given.</param>
internal sealed record Baseline(Table Rows, bool IsMade)
{
    /// <summary>The rows that the configuration gives, or cluster centres of the features where it gives none.</summary>
    public static Baseline Of(AnalysisContext context, CancellationToken cancellationToken)
    {
        var shap = context.Methods.Shap ?? new ShapConfig();
        return shap.HasBaseline
            ? new Baseline(new BaselineReader(context.Features, context.Config.Features).Read(shap.Baseline!.Value, context.Download), IsMade: false)
            : new Baseline(ClusterCenters.Of(context.Features, shap.NumClusters, (ulong)(shap.Seed ?? 0), cancellationToken), IsMade: true);
    }
}
