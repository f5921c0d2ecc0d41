using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Finds near, sparse and diverse feasible rows that have a wanted outcome; it needs of the model only its scores.</summary>
/// <remarks>
/// The problem is that of Wachter, Mittelstadt and Russell (2018), min cost(x') subject to f(x') as wanted, with the outcome as a
/// constraint instead of a penalty whose weight must grow: every row given was asked and holds. A small space is listed whole. Else the
/// search begins at known rows of the wanted outcome, at every change of a single column and at greedy chains of them, goes on as a
/// genetic search (as DiCE's), and takes back from the best what they do not need.
/// </remarks>
public sealed class CounterfactualSearch
{
    private const int KnownTried = 60;
    private const int RandomTried = 60;
    private const int Tightened = 12;
    private const int RowsPerBlock = 1;

    private readonly Scorer model;
    private readonly RowSpace space;
    private readonly CounterfactualOptions options;
    private readonly double[] known;
    private readonly double[] knownScores;

    /// <param name="model">The model.</param>
    /// <param name="space">What rows may become.</param>
    /// <param name="options">What is wanted of counterfactuals.</param>
    /// <param name="known">Rows that exist, such as those of training; may be empty.</param>
    public CounterfactualSearch(Scorer model, RowSpace space, CounterfactualOptions options, ReadOnlySpan<double> known)
    {
        options.Check();
        ArgumentOutOfRangeException.ThrowIfNotEqual(space.Width, model.Width, nameof(space));
        (this.model, this.space, this.options) = (model, space, options);
        this.known = known.ToArray();
        knownScores = known.IsEmpty ? [] : model.Scores(known);
    }

    /// <summary>Counterfactuals of rows; the same seed gives the same ones, whatever the number of threads.</summary>
    public IReadOnlyList<CounterfactualResult> FindAll(double[] rows, WantedOutcome wanted, int threads, CancellationToken cancellationToken)
    {
        var results = new CounterfactualResult[rows.Length / space.Width];
        FixedBlocks.For(results.Length, RowsPerBlock, threads, (_, from, to) =>
        {
            for (var i = from; i < to; i++) results[i] = Find(rows.AsSpan(i * space.Width, space.Width), wanted, (ulong)i, cancellationToken);
        }, cancellationToken);
        return results;
    }

    /// <summary>Counterfactuals of one row.</summary>
    /// <param name="row">The row to explain.</param>
    /// <param name="wanted">What the model should say instead.</param>
    /// <param name="stream">The stream of random numbers: the row's number.</param>
    /// <param name="cancellationToken">Checked between batches of queries.</param>
    /// <exception cref="TrustException">The row lacks a value that may not be missing, the model has no such outcome, or it answers no number.</exception>
    public CounterfactualResult Find(ReadOnlySpan<double> row, WantedOutcome wanted, ulong stream, CancellationToken cancellationToken)
    {
        space.Require(row);
        wanted.Require(model.Outputs);
        var task = new CounterfactualTask(model, space, options, row.ToArray(), wanted, known) { KnownScores = knownScores };
        var listed = FeasibleRows.List(space, task.Row, options.ListedRows);
        var pool = new CandidatePool(task, listed is null ? options.Budget : options.ListedRows + 1);
        var start = pool.Add(row.ToArray())!;
        if (start.Shortfall == 0) return new CounterfactualResult(CounterfactualOutcome.HoldsAlready, [], null, listed is not null, 1, pool.Used);

        if (listed is not null) pool.Add(listed);
        else Search(pool, task, start, new SeededRandom(options.Seed, stream), cancellationToken);
        return Result(pool, task, listed is not null);
    }

    private static void Search(CandidatePool pool, CounterfactualTask task, Counterfactual start, SeededRandom random, CancellationToken cancellationToken)
    {
        var first = new List<Counterfactual> { start };
        first.AddRange(pool.Add(NearestKnown(pool, task)));
        GreedyMoves.Walk(pool, task, start, cancellationToken);
        first.AddRange(pool.Valid.Except(first));
        first.AddRange(pool.Add(Enumerable.Range(0, RandomTried).Select(_ => RandomRow(task, random)).ToList()));
        var reserve = pool.Left / 2;
        new Evolution(pool, task, random).Run(first, reserve, cancellationToken);

        var promising = pool.Valid.OrderBy(candidate => candidate.Cost)
            .DistinctBy(candidate => string.Concat(candidate.Row.Select((value, j) => value.Equals(pool.Original[j]) ? '.' : 'x')), StringComparer.Ordinal)
            .Take(Tightened).ToList();
        foreach (var candidate in promising) Tightening.Tighten(pool, task, candidate, cancellationToken);
    }

    /// <summary>The known rows that have the wanted outcome, nearest first after being made feasible.</summary>
    private static List<double[]> NearestKnown(CandidatePool pool, CounterfactualTask task)
    {
        int width = task.Space.Width, outputs = task.Model.Outputs;
        var near = new List<double[]>();
        for (var i = 0; i < task.Known.Length / width; i++)
        {
            if (!task.Wanted.Holds(task.KnownScores.AsSpan(i * outputs, outputs))) continue;
            var row = task.Known[(i * width)..((i + 1) * width)];
            task.Space.Project(task.Row, row);
            near.Add(row);
        }

        return [.. near.OrderBy(row => pool.Distance.Between(task.Row, row)).Take(KnownTried)];
    }

    private static double[] RandomRow(CounterfactualTask task, SeededRandom random) =>
        [.. task.Row.Select((value, j) => random.NextInt32(2) == 0 ? value : RandomValues.Draw(task.Space, j, value, random))];

    private CounterfactualResult Result(CandidatePool pool, CounterfactualTask task, bool isExact)
    {
        if (pool.Valid.Count == 0) return new CounterfactualResult(CounterfactualOutcome.NoneFound, [], pool.NearestAttempt, isExact, 1, pool.Used);
        var chosen = DiverseChoice.Choose(pool.Valid, pool, options.Count, options.Diversity);
        var diversity = DiverseChoice.Determinant(chosen, pool);
        var given = known.Length == 0 ? chosen : chosen.ConvertAll(one => one with { NearestKnown = one.NearestKnown ?? pool.Distance.Nearest(one.Row, task.Known).Distance });
        return new CounterfactualResult(CounterfactualOutcome.Found, given, null, isExact, diversity, pool.Used);
    }
}
