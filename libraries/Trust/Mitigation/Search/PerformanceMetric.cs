namespace MlPlatform.Trust.Mitigation.Search;

/// <summary>How good answers are, fairness apart.</summary>
public enum PerformanceMetric
{
    /// <summary>(TP + TN) / n.</summary>
    Accuracy = 1,

    /// <summary>½ (TPR + TNR).</summary>
    BalancedAccuracy = 2,

    /// <summary>2 TP / (2 TP + FP + FN).</summary>
    F1 = 3,

    /// <summary>The chance that a favourable row has a higher score than another, ties half.</summary>
    AreaUnderCurve = 4,
}

/// <summary>Performance metrics in words.</summary>
public static class PerformanceMetrics
{
    /// <summary>As a sentence says it.</summary>
    public static string Words(this PerformanceMetric metric) => metric switch
    {
        PerformanceMetric.Accuracy => "accuracy",
        PerformanceMetric.BalancedAccuracy => "balanced accuracy",
        PerformanceMetric.F1 => "F1",
        _ => "area under the curve",
    };
}
