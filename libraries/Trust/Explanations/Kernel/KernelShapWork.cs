namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>What all rows of one request share: the base values, and the coalitions and the regression per number of features that matter.</summary>
/// <remarks>
/// A feature in which the row is equal to every background row changes no v(S) and is worth nothing; only the others are put into coalitions.
/// So a row that differs in few features is explained exactly where another has to be sampled.
/// </remarks>
internal sealed class KernelShapWork
{
    private readonly Scorer model;
    private readonly Background background;
    private readonly Lazy<ShapleyRegression>[] regressions;

    public KernelShapWork(Scorer model, Background background, int samples, ulong seed)
    {
        this.model = model;
        this.background = background;
        regressions = [.. Enumerable.Range(0, background.Width + 1).Select(features =>
            new Lazy<ShapleyRegression>(() => new ShapleyRegression(CoalitionPlan.Make(features, samples, seed))))];
        IsExact = CoalitionPlan.IsWhole(background.Width, samples);
        BaseValues = new double[model.Outputs];
        CoalitionValues.Fill(model, background, background.Row(0), new bool[background.Width], CoalitionValues.Workspace(background, model.Outputs, 1), BaseValues);
    }

    public double[] BaseValues { get; }

    /// <summary>Whether no row can need sampling.</summary>
    public bool IsExact { get; }

    /// <summary>One row: outputs × features of contributions, and of standard errors where there is room for them.</summary>
    public void Explain(ReadOnlySpan<double> row, Span<double> contributions, Span<double> errors)
    {
        int outputs = model.Outputs, width = background.Width;
        var scores = model.Scores(row);
        var varying = background.Varying(row);
        if (varying.Length < 2)
        {
            for (var output = 0; output < outputs && varying.Length == 1; output++) contributions[(output * width) + varying[0]] = scores[output] - BaseValues[output];
            return;
        }

        var regression = regressions[varying.Length].Value;
        var values = Values(regression.Plan, row, varying);
        double[] worth = new double[regression.Plan.Count], found = new double[varying.Length], deviations = new double[varying.Length];
        for (var output = 0; output < outputs; output++)
        {
            for (var i = 0; i < worth.Length; i++) worth[i] = values[(i * outputs) + output] - BaseValues[output];
            regression.Solve(worth, scores[output] - BaseValues[output], found);
            Spread(found, varying, contributions.Slice(output * width, width));
            if (errors.IsEmpty || regression.Plan.IsExact) continue;
            regression.Errors(worth, found, deviations);
            Spread(deviations, varying, errors.Slice(output * width, width));
        }
    }

    /// <summary>v(S) of the plan's coalitions of varying features: coalitions × outputs.</summary>
    private double[] Values(CoalitionPlan plan, ReadOnlySpan<double> row, ReadOnlySpan<int> varying)
    {
        var width = background.Width;
        var members = new bool[plan.Count * width];
        for (var coalition = 0; coalition < plan.Count; coalition++)
        {
            for (var i = 0; i < varying.Length; i++) members[(coalition * width) + varying[i]] = plan.Members[(coalition * varying.Length) + i];
        }

        var values = new double[plan.Count * model.Outputs];
        CoalitionValues.Fill(model, background, row, members, CoalitionValues.Workspace(background, model.Outputs, plan.Count), values);
        return values;
    }

    private static void Spread(ReadOnlySpan<double> found, ReadOnlySpan<int> features, Span<double> all)
    {
        for (var i = 0; i < found.Length; i++) all[features[i]] = found[i];
    }
}
