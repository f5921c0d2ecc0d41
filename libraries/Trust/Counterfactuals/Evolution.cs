using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Crosses and changes the best candidates, generation after generation.</summary>
/// <remarks>A child takes each value from either parent or, at times, from the original; then one or a few values are redrawn, nudged or taken back.</remarks>
internal sealed class Evolution(CandidatePool pool, CounterfactualTask task, SeededRandom random)
{
    private const int Population = 60;
    private const int Children = 120;
    private const double FromOriginal = 0.1;
    private const double Shrinking = 0.2;
    private const int StaleGenerations = 8;

    /// <summary>Runs until so many queries are left, or nothing has become cheaper for some generations.</summary>
    public void Run(IEnumerable<Counterfactual> first, int leave, CancellationToken cancellationToken)
    {
        var living = CandidatePool.Ordered(first).Take(Population).ToList();
        for (var stale = 0; pool.Left > leave && stale < StaleGenerations;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var best = living[0];
            var children = pool.Add(Enumerable.Range(0, Math.Min(Children, pool.Left - leave)).Select(_ => Child(living)).ToList());
            living = [.. CandidatePool.Ordered(living.Concat(children)).Take(Population)];
            stale = ReferenceEquals(best, living[0]) ? stale + 1 : 0;
        }
    }

    private double[] Child(List<Counterfactual> living)
    {
        double[] mother = Pick(living).Row, father = Pick(living).Row;
        var child = new double[mother.Length];
        for (var j = 0; j < child.Length; j++)
        {
            var draw = random.NextDouble();
            child[j] = draw < FromOriginal ? pool.Original[j] : draw < (1 + FromOriginal) / 2 ? mother[j] : father[j];
        }

        do Change(child, random.NextInt32(child.Length));
        while (random.NextInt32(2) == 0);
        if (random.NextDouble() < Shrinking) Shrink(child);
        return child;
    }

    /// <summary>The better of two drawn at random.</summary>
    private Counterfactual Pick(List<Counterfactual> living) => living[Math.Min(random.NextInt32(living.Count), random.NextInt32(living.Count))];

    private void Change(double[] row, int column)
    {
        var constraint = task.Space.Columns[column];
        switch (random.NextInt32(3))
        {
            case 0:
                row[column] = pool.Original[column];
                break;
            case 1 when constraint.IsNumeric:
                row[column] += constraint.Scale * random.NextNormal() * Math.Pow(2, -4 * random.NextDouble());
                break;
            default:
                row[column] = RandomValues.Draw(task.Space, column, pool.Original[column], random);
                break;
        }
    }

    /// <summary>All numbers a part of the way back.</summary>
    private void Shrink(double[] row)
    {
        var keep = 1 - (random.NextDouble() / 2);
        for (var j = 0; j < row.Length; j++)
        {
            if (task.Space.Columns[j].IsNumeric) row[j] = pool.Original[j] + (keep * (row[j] - pool.Original[j]));
        }
    }
}
