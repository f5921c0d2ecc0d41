using MlPlatform.Tables;

namespace MlPlatform.Learning.Anomalies;

/// <summary>Draws samples of rows without putting any back.</summary>
internal static class RowSamples
{
    /// <summary>Some of the first <paramref name="count"/> rows, each as likely as any other, in the order they were drawn.</summary>
    public static int[] Even(int count, int size, SeededRandom random)
    {
        // Fisher and Yates on an array that is made only where it was touched.
        var moved = new Dictionary<int, int>(size * 2);
        var rows = new int[size];
        for (var i = 0; i < size; i++)
        {
            var other = i + random.NextInt32(count - i);
            rows[i] = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(i, i);
        }

        return rows;
    }

    /// <summary>Rows with a chance in proportion to their weight, one draw after another (Efraimidis and Spirakis, 2006).</summary>
    public static int[] Weighted(double[] weights, int size, SeededRandom random)
    {
        var keys = new PriorityQueue<int, double>(size + 1);
        for (var row = 0; row < weights.Length; row++)
        {
            if (weights[row] == 0) continue;
            keys.Enqueue(row, Math.Log(1 - random.NextDouble()) / weights[row]);
            if (keys.Count > size) keys.Dequeue();
        }

        int[] rows = [.. keys.UnorderedItems.Select(item => item.Element)];
        Array.Sort(rows);
        return rows;
    }
}
