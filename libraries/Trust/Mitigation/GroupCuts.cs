using System.Numerics;

namespace MlPlatform.Trust.Mitigation;

internal delegate double ShareOfObjective(in AnswerCounts rates);

/// <summary>Every cut of a group: its constrained rates, its part of the objective, and the best cut of any run of them.</summary>
internal sealed class GroupCuts
{
    private readonly int[][] bestOfRun;

    public GroupCuts(GroupScores scores, RateMetric[] rates, ShareOfObjective share)
    {
        First = Rates(scores, rates[0]);
        Second = rates.Length > 1 ? Rates(scores, rates[1]) : null;
        Values = new double[scores.Cuts];
        for (var cut = 0; cut < Values.Length; cut++) Values[cut] = share(scores.Rates(cut));
        bestOfRun = Runs(Values);
    }

    /// <summary>The first constrained rate, rising with the cut.</summary>
    public double[] First { get; }

    /// <summary>The second one, where there is one.</summary>
    public double[]? Second { get; }

    public double[] Values { get; }

    /// <summary>The cut of the highest value in a window, the first of equals.</summary>
    public int BestCut((int Start, int End) window)
    {
        var level = BitOperations.Log2((uint)(window.End - window.Start));
        var (left, right) = (bestOfRun[level][window.Start], bestOfRun[level][window.End - (1 << level)]);
        return Values[right] > Values[left] ? right : left;
    }

    /// <summary>The part of a window whose rates lie between two numbers, both included.</summary>
    public static (int Start, int End) Inside(double[] rising, double low, double high, (int Start, int End) window) =>
        (FirstAtLeast(rising, low, window), FirstAtLeast(rising, Math.BitIncrement(high), window));

    private static int FirstAtLeast(double[] rising, double number, (int Start, int End) window)
    {
        var (low, high) = window;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rising[middle] < number) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static double[] Rates(GroupScores scores, RateMetric rate)
    {
        var rates = new double[scores.Cuts];
        for (var cut = 0; cut < rates.Length; cut++) rates[cut] = rate.Of(scores.Rates(cut));
        return rates;
    }

    /// <summary>By level l and start: the best cut of 2^l neighbours.</summary>
    private static int[][] Runs(double[] values)
    {
        var runs = new int[BitOperations.Log2((uint)values.Length) + 1][];
        runs[0] = [.. Enumerable.Range(0, values.Length)];
        for (var level = 1; level < runs.Length; level++)
        {
            var (half, below) = (1 << (level - 1), runs[level - 1]);
            runs[level] = new int[values.Length - (1 << level) + 1];
            for (var start = 0; start < runs[level].Length; start++)
            {
                var (left, right) = (below[start], below[start + half]);
                runs[level][start] = values[right] > values[left] ? right : left;
            }
        }

        return runs;
    }
}
