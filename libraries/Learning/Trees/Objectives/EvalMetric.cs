using System.Globalization;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>A figure of merit by XGBoost's name.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="HigherIsBetter">Which way is better.</param>
/// <param name="Of">The figure of rows with their margins.</param>
internal sealed record EvalMetric(string Name, bool HigherIsBetter, Func<BoostingRows, double> Of)
{
    public static EvalMetric Find(string name, Objective objective, BoostedTreesOptions options)
    {
        var link = objective.Link;
        var (plain, argument) = name.Split('@') is [var before, var after] ? (before, after) : (name, null);
        return plain switch
        {
            "rmse" => new(name, false, rows => Math.Sqrt(Mean(rows, link, (p, y) => (p - y) * (p - y)))),
            "mse" => new(name, false, rows => Mean(rows, link, (p, y) => (p - y) * (p - y))),
            "rmsle" => new(name, false, rows => Math.Sqrt(Mean(rows, link, (p, y) => Square(Math.Log(1 + p) - Math.Log(1 + y))))),
            "mae" => new(name, false, rows => Mean(rows, link, (p, y) => Math.Abs(p - y))),
            "mape" => new(name, false, rows => Mean(rows, link, (p, y) => Math.Abs((p - y) / y))),
            "logloss" => new(name, false, rows => Mean(rows, link, PointLosses.Log)),
            "error" => new(name, false, rows => Mean(rows, link, (p, y) => (p > Number(argument, name, 0.5)) != (y > 0.5) ? 1 : 0)),
            "auc" => new(name, true, RankMetrics.Auc),
            "mlogloss" => new(name, false, rows => ClassMetrics.LogLoss(rows)),
            "merror" => new(name, false, rows => ClassMetrics.Error(rows)),
            "poisson-nloglik" => new(name, false, rows => Mean(rows, link, PointLosses.Poisson)),
            "gamma-nloglik" => new(name, false, rows => Mean(rows, link, (p, y) => (y / p) + Math.Log(p))),
            "tweedie-nloglik" => new(name, false, rows => Mean(rows, link, (p, y) => PointLosses.Tweedie(p, y, options.TweedieVariancePower))),
            "quantile" => new(name, false, rows => Mean(rows, link, (p, y) => PointLosses.Pinball(p, y, options.QuantileAlpha))),
            "ndcg" => new(name, true, rows => RankMetrics.Ndcg(rows, (int)Number(argument, name, int.MaxValue))),
            "map" => new(name, true, rows => RankMetrics.AveragePrecision(rows, (int)Number(argument, name, int.MaxValue))),
            _ => throw new LearningException($"The hyperparameter eval_metric names '{name}'; known are rmse, mse, rmsle, mae, mape, logloss, error, auc, mlogloss, merror, poisson-nloglik, gamma-nloglik, tweedie-nloglik, quantile, ndcg and map."),
        };
    }

    private static double Square(double x) => x * x;

    private static double Number(string? text, string name, double otherwise) => text is null
        ? otherwise
        : double.TryParse(text.TrimEnd('-'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new LearningException($"The hyperparameter eval_metric names '{name}'; after @ must come a number.");

    private static double Mean(BoostingRows rows, MarginLink link, Func<double, double, double> loss)
    {
        double sum = 0;
        Span<double> one = stackalloc double[1];
        for (var i = 0; i < rows.Count; i++)
        {
            one[0] = rows.Margins[i];
            link.Apply(one);
            sum += rows.WeightOf(i) * loss(one[0], rows.Labels[i]);
        }

        return sum / rows.TotalWeight();
    }
}

/// <summary>Losses of one prediction.</summary>
internal static class PointLosses
{
    private const double SmallestProbability = 1e-16;

    public static double Log(double p, double y) =>
        -((y * Math.Log(Math.Max(p, SmallestProbability))) + ((1 - y) * Math.Log(Math.Max(1 - p, SmallestProbability))));

    public static double Poisson(double p, double y) => p - (y * Math.Log(p)) + LogFactorial(y);

    public static double Tweedie(double p, double y, double power) =>
        (-y * Math.Pow(p, 1 - power) / (1 - power)) + (Math.Pow(p, 2 - power) / (2 - power));

    public static double Pinball(double p, double y, double quantile) => y >= p ? quantile * (y - p) : (1 - quantile) * (p - y);

    /// <summary>log y!, by Stirling's series where y is large.</summary>
    private static double LogFactorial(double y)
    {
        double shift = 0;
        for (; y < 10; y++) shift -= Math.Log(y + 1);
        var x = y + 1;
        return shift + ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }
}
