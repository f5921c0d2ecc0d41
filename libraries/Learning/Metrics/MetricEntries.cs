using static MlPlatform.Learning.Metrics.MetricDirection;

namespace MlPlatform.Learning.Metrics;

/// <summary>The catalogue's metrics of classes: outputs are the probability of class 1, or one probability per class.</summary>
internal static class ClassEntries
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("accuracy", Maximize, rows => IsBinary(rows) ? Counts(rows).Accuracy : Matrix(rows).Accuracy, "The share of right answers."),
        new("balanced_accuracy", Maximize, rows => IsBinary(rows) ? Counts(rows).BalancedAccuracy : Matrix(rows).BalancedAccuracy, "The mean recall of the classes."),
        new("error", Minimize, rows => IsBinary(rows) ? Counts(rows).Error : 1 - Matrix(rows).Accuracy, "The share of wrong answers."),
        new("f1", Maximize, rows => IsBinary(rows) ? Counts(rows).F1 : Matrix(rows).F1(ClassAverage.Macro), "The harmonic mean of precision and recall; of many classes the mean."),
        new("f1_weighted", Maximize, rows => Matrix(rows).F1(ClassAverage.Weighted), "The mean F1 of many classes by their weight."),
        new("kappa", Maximize, rows => IsBinary(rows) ? Counts(rows).Kappa : Matrix(rows).Kappa, "Cohen's kappa: the agreement beyond what chance gives."),
        new("mcc", Maximize, rows => IsBinary(rows) ? Counts(rows).MatthewsCorrelation : Matrix(rows).MatthewsCorrelation, "Matthews' correlation of answers and labels."),
        new("merror", Minimize, rows => 1 - Matrix(rows).Accuracy, "The share of rows whose most probable class is not the true one."),
        new("precision", Maximize, rows => IsBinary(rows) ? Counts(rows).Precision : Matrix(rows).Precision(ClassAverage.Macro), "The share of ones among the answers 1; of many classes the mean."),
        new("recall", Maximize, rows => IsBinary(rows) ? Counts(rows).Recall : Matrix(rows).Recall(ClassAverage.Macro), "The share of the ones that are answered 1; of many classes the mean."),
        new("specificity", Maximize, rows => Counts(rows).Specificity, "The share of the zeros that are answered 0."),
    ];

    private static bool IsBinary(MetricRows rows) => rows.Width == 1;

    private static ConfusionCounts Counts(MetricRows rows) => ConfusionCounts.Of(rows.Outputs, rows.Labels, rows.Weights, rows.Threshold);

    private static ConfusionMatrix Matrix(MetricRows rows) => MulticlassMetrics.Confusion(rows.Outputs, rows.Labels, rows.Width, rows.Weights);
}

/// <summary>The catalogue's metrics of scores and probabilities, before any answer is made of them.</summary>
internal static class ScoreEntries
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("auc", Maximize, Auc, "The area under the ROC curve, a tie counts half; of many classes the mean of each against the rest."),
        new("auc_ovo", Maximize, rows => MulticlassMetrics.AucOneAgainstOne(rows.Outputs, rows.Labels, rows.Width, ClassAverage.Macro), "The mean AUC of every pair of classes."),
        new("aucpr", Maximize, rows => Ranked(rows).PrecisionRecallAuc, "The area under the precision-recall curve, interpolated as Davis and Goadrich do."),
        new("average_precision", Maximize, rows => Ranked(rows).AveragePrecision, "The area under the steps of the precision-recall curve."),
        new("brier", Minimize, rows => ProbabilityMetrics.Brier(rows.Outputs, rows.Labels, rows.Weights), "The mean squared distance of the probability from the label."),
        new("ece", Minimize, rows => ProbabilityMetrics.CalibrationError(rows.Outputs, rows.Labels, rows.Weights), "The expected calibration error over ten bins of equal width."),
        new("kolmogorov_smirnov", Maximize, rows => Ranked(rows).KolmogorovSmirnov, "The largest distance between the score distributions of the classes."),
        new("logloss", Minimize, LogLoss, "The mean negative logarithm of the probability of what is true."),
        new("mlogloss", Minimize, LogLoss, "XGBoost's name of logloss for many classes."),
    ];

    private static double Auc(MetricRows rows) => rows.Width == 1
        ? Ranked(rows).RocAuc
        : MulticlassMetrics.AucOneAgainstRest(rows.Outputs, rows.Labels, rows.Width, ClassAverage.Macro, rows.Weights);

    private static double LogLoss(MetricRows rows) => rows.Width == 1
        ? ProbabilityMetrics.LogLoss(rows.Outputs, rows.Labels, rows.Weights)
        : MulticlassMetrics.LogLoss(rows.Outputs, rows.Labels, rows.Width, rows.Weights);

    private static RankedScores Ranked(MetricRows rows) => RankedScores.Of(rows.Outputs, rows.Labels, rows.Weights);
}

/// <summary>The catalogue's metrics of numbers.</summary>
internal static class RegressionEntries
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("explained_variance", Maximize, rows => Errors(rows).ExplainedVariance, "As r2, with the mean error taken out."),
        new("gamma-deviance", Minimize, rows => RegressionErrors.GammaDeviance(rows.Outputs, rows.Labels, rows.Weights), "The mean deviance of a gamma distribution."),
        new("gamma-nloglik", Minimize, rows => RegressionErrors.GammaLogLoss(rows.Outputs, rows.Labels, rows.Weights), "The mean negative log-likelihood of a gamma distribution."),
        new("huber", Minimize, rows => RegressionErrors.Huber(rows.Outputs, rows.Labels, rows.Weights), "Half the squared error up to 1, a straight line beyond."),
        new("mae", Minimize, rows => Errors(rows).MeanAbsoluteError, "The mean absolute error."),
        new("mape", Minimize, rows => RegressionErrors.MeanAbsolutePercentage(rows.Outputs, rows.Labels, rows.Weights), "The mean absolute error relative to the label."),
        new("max_error", Minimize, rows => Errors(rows).MaximumError, "The largest absolute error."),
        new("median_ae", Minimize, rows => RegressionErrors.MedianAbsolute(rows.Outputs, rows.Labels, rows.Weights), "The median absolute error."),
        new("mphe", Minimize, rows => RegressionErrors.PseudoHuber(rows.Outputs, rows.Labels, rows.Weights), "The mean pseudo-Huber error of slope 1."),
        new("mse", Minimize, rows => Errors(rows).MeanSquaredError, "The mean squared error."),
        new("pinball", Minimize, rows => RegressionErrors.Pinball(rows.Outputs, rows.Labels, rows.Weights), "The loss of a quantile, of the median without a number."),
        new("poisson-deviance", Minimize, rows => RegressionErrors.PoissonDeviance(rows.Outputs, rows.Labels, rows.Weights), "The mean deviance of a Poisson distribution."),
        new("poisson-nloglik", Minimize, rows => RegressionErrors.PoissonLogLoss(rows.Outputs, rows.Labels, rows.Weights), "The mean negative log-likelihood of a Poisson distribution."),
        new("r2", Maximize, rows => Errors(rows).R2, "The share of the labels' spread that is explained."),
        new("rmse", Minimize, rows => Errors(rows).RootMeanSquaredError, "The root of the mean squared error."),
        new("rmsle", Minimize, rows => RegressionErrors.RootMeanSquaredLog(rows.Outputs, rows.Labels, rows.Weights), "The root of the mean squared difference of ln(1 + value)."),
        new("smape", Minimize, rows => RegressionErrors.SymmetricAbsolutePercentage(rows.Outputs, rows.Labels, rows.Weights), "The mean error relative to the mean of label and prediction."),
        new("tweedie-nloglik", Minimize, rows => RegressionErrors.TweedieLogLoss(rows.Outputs, rows.Labels, rows.Weights), "The mean negative log-likelihood of a Tweedie distribution, of power 1.5 without a number."),
    ];

    private static RegressionMetrics Errors(MetricRows rows) => RegressionMetrics.Of(rows.Outputs, rows.Labels, rows.Weights);
}

/// <summary>The catalogue's metrics of rankings.</summary>
internal static class RankingEntries
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("map", Maximize, rows => RankingMetrics.MeanAveragePrecision(rows.Outputs, rows.Labels, rows.Groups), "The mean average precision of the groups."),
        new("mrr", Maximize, rows => RankingMetrics.MeanReciprocalRank(rows.Outputs, rows.Labels, rows.Groups), "The mean of 1 / place of the first relevant row."),
        new("ndcg", Maximize, rows => RankingMetrics.Ndcg(rows.Outputs, rows.Labels, rows.Groups), "The normalised discounted cumulative gain of the groups."),
    ];
}

/// <summary>The catalogue's metrics of clusters, which need no labels; outputs are the cluster and the distance to its centre.</summary>
internal static class ClusterEntries
{
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("msd", Minimize, rows => SquaredDistances(rows) / (rows.Outputs.Length / rows.Width), "The mean squared distance of the rows from their centres."),
        new("ssd", Minimize, SquaredDistances, "The sum of squared distances of the rows from their centres."),
    ];

    private static double SquaredDistances(MetricRows rows)
    {
        double sum = 0;
        for (var i = rows.Width - 1; i < rows.Outputs.Length; i += rows.Width) sum += rows.Outputs[i] * rows.Outputs[i];
        return sum;
    }
}
