using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Mitigation;

/// <summary>Small seeded rows whose scores tie and whose groups differ.</summary>
internal static class Samples
{
    public static (GroupedLabels Data, double[] Scores) Rows(ulong seed, int rows, int groupCount = 2, bool weighted = false)
    {
        var random = new SeededRandom(seed);
        var (groups, labels, scores, weights) = (new int[rows], new bool[rows], new double[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            // The first rows give every group both labels.
            groups[row] = row < 2 * groupCount ? row / 2 : random.NextInt32(groupCount);
            labels[row] = row < 2 * groupCount ? row % 2 == 0 : random.NextDouble() < 0.6 - (0.1 * groups[row]);
            scores[row] = Math.Round(Math.Clamp((0.35 * random.NextDouble()) + (labels[row] ? 0.4 : 0.2) + (0.1 * groups[row]) + (0.2 * random.NextDouble()), 0, 1), 2);
            weights[row] = weighted ? 1 + random.NextInt32(3) : 1;
        }

        return (new GroupedLabels(groups, labels, groupCount, weights), scores);
    }

    /// <summary>The same rows with weight w written w times.</summary>
    public static (GroupedLabels Data, double[] Scores) Repeated(GroupedLabels data, double[] scores)
    {
        var rows = new List<int>();
        for (var row = 0; row < data.Rows; row++)
        {
            for (var copy = 0; copy < (int)data.Weights[row]; copy++) rows.Add(row);
        }

        return (new GroupedLabels([.. rows.Select(row => data.Groups[row])], [.. rows.Select(row => data.Favorable[row])], data.GroupCount), [.. rows.Select(row => scores[row])]);
    }
}
