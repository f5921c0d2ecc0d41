using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>The rows met in a search: each is made feasible, asked once, and weighed.</summary>
internal sealed class CandidatePool
{
    private readonly CounterfactualTask task;
    private readonly RowDistance distance;
    private readonly HashSet<double[]> met = new(RowEquality.Instance);
    private readonly int budget;

    public CandidatePool(CounterfactualTask task, int budget)
    {
        (this.task, this.budget) = (task, budget);
        distance = new RowDistance(task.Space, task.Options.Distance);
        Original = task.Row;
    }

    public double[] Original { get; }

    /// <summary>Every candidate that has the wanted outcome, in the order they were met.</summary>
    public List<Counterfactual> Valid { get; } = [];

    /// <summary>The candidate that lacks least, the cheapest of equals.</summary>
    public Counterfactual? NearestAttempt { get; private set; }

    public int Used { get; private set; }

    public int Left => budget - Used;

    public RowDistance Distance => distance;

    /// <summary>Makes rows feasible, leaves out those met before, and asks the rest in one batch, as far as the budget goes.</summary>
    /// <returns>The new candidates.</returns>
    public List<Counterfactual> Add(IEnumerable<double[]> rows)
    {
        var fresh = new List<double[]>();
        foreach (var row in rows)
        {
            if (fresh.Count >= Left) break;
            task.Space.Project(Original, row);
            if (met.Add(row)) fresh.Add(row);
        }

        if (fresh.Count == 0) return [];
        var flat = new double[fresh.Count * task.Space.Width];
        for (var i = 0; i < fresh.Count; i++) fresh[i].CopyTo(flat, i * task.Space.Width);
        var scores = task.Model.Scores(flat);
        Used += fresh.Count;

        var added = new List<Counterfactual>(fresh.Count);
        for (var i = 0; i < fresh.Count; i++) added.Add(Weigh(fresh[i], scores[(i * task.Model.Outputs)..((i + 1) * task.Model.Outputs)]));
        return added;
    }

    /// <summary>Asks for one row; null where it was met before or the budget is spent.</summary>
    public Counterfactual? Add(double[] row) => Add([row]) is [var one] ? one : null;

    /// <summary>Valid ones first, by cost; others after them, by what they lack, then by cost.</summary>
    public static IEnumerable<Counterfactual> Ordered(IEnumerable<Counterfactual> candidates) =>
        candidates.OrderBy(candidate => candidate.Shortfall).ThenBy(candidate => candidate.Cost);

    private Counterfactual Weigh(double[] row, double[] scores)
    {
        var holds = task.Wanted.Holds(scores);
        var away = distance.Between(Original, row);
        var changes = RowDistance.ChangedColumns(Original, row);
        double? known = task.Options.Plausibility > 0 && task.Known.Length > 0 ? distance.Nearest(row, task.Known).Distance : null;
        var cost = away + (task.Options.Sparsity * changes) + (task.Options.Plausibility * (known ?? 0));
        // A label's boundary itself may belong to the other side: what is not held lacks something, however little.
        var shortfall = holds ? 0 : Math.Max(double.Epsilon, task.Wanted.Shortfall(scores));
        var candidate = new Counterfactual(row, scores, shortfall, away, changes, known, cost);
        if (holds) Valid.Add(candidate);
        else if (NearestAttempt is null || shortfall < NearestAttempt.Shortfall || (shortfall == NearestAttempt.Shortfall && cost < NearestAttempt.Cost)) NearestAttempt = candidate;
        return candidate;
    }
}

/// <summary>What is searched: fixed for one row.</summary>
/// <param name="Known">Rows that exist, one after another; may be empty.</param>
/// <param name="KnownScores">The model's scores of them.</param>
internal sealed record CounterfactualTask(
    Scorer Model, RowSpace Space, CounterfactualOptions Options, double[] Row, WantedOutcome Wanted, double[] Known)
{
    public double[] KnownScores { get; init; } = [];
}
