namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>What all rows of one request share: the coalitions, the regression and the base values.</summary>
internal sealed class KernelShapWork
{
    private readonly Scorer model;
    private readonly Background background;
    private readonly CoalitionPlan plan;
    private readonly ShapleyRegression? regression;

    public KernelShapWork(Scorer model, Background background, CoalitionPlan plan)
    {
        this.model = model;
        this.background = background;
        this.plan = plan;
        regression = plan.Features > 1 ? new ShapleyRegression(plan) : null;
        BaseValues = new double[model.Outputs];
        CoalitionValues.Fill(model, background, background.Row(0), new bool[background.Width], CoalitionValues.Workspace(background, model.Outputs, 1), BaseValues);
    }

    public double[] BaseValues { get; }

    public bool IsExact => plan.IsExact;

    /// <summary>One row: outputs × features of contributions, and of standard errors where there is room for them.</summary>
    public void Explain(ReadOnlySpan<double> row, Span<double> contributions, Span<double> errors)
    {
        int outputs = model.Outputs, width = background.Width;
        var scores = model.Scores(row);
        var values = new double[plan.Count * outputs];
        CoalitionValues.Fill(model, background, row, plan.Members, CoalitionValues.Workspace(background, outputs, plan.Count), values);
        var worth = new double[plan.Count];
        for (var output = 0; output < outputs; output++)
        {
            var own = contributions.Slice(output * width, width);
            var total = scores[output] - BaseValues[output];
            if (regression is null)
            {
                own[0] = total;
                continue;
            }

            for (var i = 0; i < worth.Length; i++) worth[i] = values[(i * outputs) + output] - BaseValues[output];
            regression.Solve(worth, total, own);
            if (!errors.IsEmpty) regression.Errors(worth, own, errors.Slice(output * width, width));
        }
    }
}
