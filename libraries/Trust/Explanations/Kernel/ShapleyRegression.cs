namespace MlPlatform.Trust.Explanations.Kernel;

/// <summary>The weighted least squares whose solution is the Shapley values, solved once for all rows that share a plan.</summary>
/// <remarks>
/// Minimise Σ_S w_S (v(S) − v(∅) − Σ_{i∈S} φ_i)² under Σ φ_i = v(all) − v(∅) =: Δ. With A = Σ w z zᵀ and P = A⁻¹ − A⁻¹1 1ᵀA⁻¹ / (1ᵀA⁻¹1):
/// φ = Σ_S g_S (v(S) − v(∅)) + c Δ, where g_S = w_S P z_S and c = A⁻¹1 / (1ᵀA⁻¹1).
/// The standard errors are those of the estimating equation over the drawn pairs: e_S being the residuals, a pair's influence is
/// u = Σ_{S in pair} g_S e_S per draw, and Var φ_i = n / (n − M + 1) Σ_draws (u_i − ū_i)² (residuals of a fit of M − 1 free values are
/// too small by about that). Enumerated coalitions have no chance in them.
/// </remarks>
internal sealed class ShapleyRegression
{
    private readonly CoalitionPlan plan;
    private readonly double[] gains;
    private readonly double[] ofTotal;

    public ShapleyRegression(CoalitionPlan plan)
    {
        this.plan = plan;
        var features = plan.Features;
        var inverse = SymmetricInverse.Of(Moments(plan), features);
        ofTotal = new double[features];
        for (var i = 0; i < features; i++)
        {
            for (var j = 0; j < features; j++) ofTotal[i] += inverse[(i * features) + j];
        }

        var sum = ofTotal.Sum();
        for (var i = 0; i < features; i++)
        {
            for (var j = 0; j < features; j++) inverse[(i * features) + j] -= ofTotal[i] * ofTotal[j] / sum;
        }

        for (var i = 0; i < features; i++) ofTotal[i] /= sum;
        gains = new double[plan.Count * features];
        for (var coalition = 0; coalition < plan.Count; coalition++) FillGain(inverse, coalition);
    }

    public CoalitionPlan Plan => plan;

    /// <summary>The values of one row and output.</summary>
    /// <param name="worth">Per coalition of the plan: v(S) − v(∅).</param>
    /// <param name="total">v(all) − v(∅).</param>
    /// <param name="contributions">Receives φ.</param>
    public void Solve(ReadOnlySpan<double> worth, double total, Span<double> contributions)
    {
        var features = plan.Features;
        for (var i = 0; i < features; i++) contributions[i] = ofTotal[i] * total;
        for (var coalition = 0; coalition < plan.Count; coalition++)
        {
            var gain = gains.AsSpan(coalition * features, features);
            for (var i = 0; i < features; i++) contributions[i] += gain[i] * worth[coalition];
        }
    }

    /// <summary>The standard errors of what <see cref="Solve"/> found.</summary>
    public void Errors(ReadOnlySpan<double> worth, ReadOnlySpan<double> contributions, Span<double> errors)
    {
        var features = plan.Features;
        Span<double> sums = new double[features], influence = new double[features];
        errors.Clear();
        var draws = 0;
        for (var pair = 0; pair < plan.Draws.Count; pair++)
        {
            var first = plan.Enumerated + (2 * pair);
            double residual = Residual(first, worth, contributions), opposite = Residual(first + 1, worth, contributions);
            var times = plan.Draws[pair];
            draws += times;
            for (var i = 0; i < features; i++)
            {
                // The gains hold the weight of all draws of the pair together.
                influence[i] = (gains[(first * features) + i] * residual) + (gains[((first + 1) * features) + i] * opposite);
                sums[i] += influence[i];
                errors[i] += influence[i] * influence[i] / times;
            }
        }

        for (var i = 0; i < features; i++)
        {
            var spread = errors[i] - (sums[i] * sums[i] / draws);
            errors[i] = Math.Sqrt(Math.Max(0, spread) * draws / Math.Max(1, draws - features + 1));
        }
    }

    private double Residual(int coalition, ReadOnlySpan<double> worth, ReadOnlySpan<double> contributions)
    {
        var residual = worth[coalition];
        var members = plan.Members.AsSpan(coalition * plan.Features, plan.Features);
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i]) residual -= contributions[i];
        }

        return residual;
    }

    private static double[] Moments(CoalitionPlan plan)
    {
        var features = plan.Features;
        var moments = new double[features * features];
        for (var coalition = 0; coalition < plan.Count; coalition++)
        {
            var members = plan.Members.AsSpan(coalition * features, features);
            for (var i = 0; i < features; i++)
            {
                if (!members[i]) continue;
                for (var j = 0; j < features; j++)
                {
                    if (members[j]) moments[(i * features) + j] += plan.Weights[coalition];
                }
            }
        }

        return moments;
    }

    private void FillGain(double[] projection, int coalition)
    {
        var features = plan.Features;
        var members = plan.Members.AsSpan(coalition * features, features);
        var gain = gains.AsSpan(coalition * features, features);
        for (var j = 0; j < features; j++)
        {
            if (!members[j]) continue;
            for (var i = 0; i < features; i++) gain[i] += plan.Weights[coalition] * projection[(j * features) + i];
        }
    }
}
