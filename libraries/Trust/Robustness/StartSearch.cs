using MlPlatform.Tables;
using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Robustness;

/// <summary>Finds rows of a wanted label from which a decision-based attack walks nearer: known rows of such a label, made feasible, nearest first;
/// where there are none, random rows of the space.</summary>
/// <remarks>Codes and booleans of a start are turned back to the original's one after another wherever the label allows.</remarks>
internal sealed class StartSearch(DecisionOracle oracle, SeededRandom random)
{
    private const int KnownTried = 20;
    private const int RandomTried = 100;
    private const int RandomBatch = 10;

    private readonly int width = oracle.Original.Length;

    /// <summary>At most so many starts, nearest first; none where nothing was found.</summary>
    public List<double[]> Find(int most, CancellationToken cancellationToken)
    {
        var found = Ask(NearestKnown());
        for (var tried = 0; found.Count == 0 && tried < RandomTried && oracle.Left > 0; tried += RandomBatch)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found = Ask(RandomRows());
        }

        var starts = found.OrderBy(row => oracle.DistanceOf(row)).Take(most).ToList();
        foreach (var start in starts) TurnBackCodes(start);
        return starts;
    }

    /// <summary>Sets codes and booleans back to the original's, one column after another, where the label stays wanted.</summary>
    public void TurnBackCodes(double[] row)
    {
        var trial = new double[width];
        for (var j = 0; j < width; j++)
        {
            if (oracle.Model.Space.Columns[j].IsNumeric || row[j].Equals(oracle.Original[j])) continue;
            row.CopyTo(trial, 0);
            trial[j] = oracle.Original[j];
            if (oracle.Ask(trial)) row[j] = oracle.Original[j];
        }
    }

    private List<double[]> Ask(double[] rows)
    {
        var reached = new bool[rows.Length / width];
        var asked = oracle.Ask(rows, reached);
        return [.. Enumerable.Range(0, asked).Where(i => reached[i]).Select(i => rows[(i * width)..((i + 1) * width)])];
    }

    private double[] NearestKnown()
    {
        var candidate = new double[width];
        var near = new PriorityQueue<int, (double, int)>();
        for (var i = 0; i < oracle.Model.KnownRows; i++)
        {
            if (!oracle.Goal.IsReached(oracle.Model.KnownLabel(i))) continue;
            oracle.Model.KnownRow(i).CopyTo(candidate);
            oracle.Model.Space.Project(oracle.Original, candidate);
            near.Enqueue(i, (-oracle.DistanceOf(candidate), -i));
            if (near.Count > KnownTried) near.Dequeue();
        }

        var rows = new double[near.Count * width];
        for (var at = near.Count - 1; at >= 0; at--) oracle.Model.KnownRow(near.Dequeue()).CopyTo(rows.AsSpan(at * width, width));
        return rows;
    }

    private double[] RandomRows()
    {
        var rows = new double[RandomBatch * width];
        for (var i = 0; i < rows.Length; i++) rows[i] = RandomValues.Draw(oracle.Model.Space, i % width, oracle.Original[i % width], random);
        return rows;
    }
}
