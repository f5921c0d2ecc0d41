using MlPlatform.Learning.Models;
using MlPlatform.Learning.Tiles;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Tests.Tiles;

/// <summary>Small seeded matrices and the tables they make.</summary>
internal static class SampleRows
{
    /// <summary>Rows × width normal numbers.</summary>
    public static float[] Normal(int rows, int width, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, rows * width).Select(_ => (float)random.NextNormal())];
    }

    /// <summary>Rows around centres that lie far apart, centre after centre in turn.</summary>
    public static float[] Blobs(int rows, int width, int centers, ulong seed, float distance = 10)
    {
        var values = Normal(rows, width, seed);
        for (var row = 0; row < rows; row++) values[(row * width) + (row % centers % width)] += distance * (1 + (row % centers / width));
        return values;
    }

    /// <summary>The three waves that the figures of scikit-learn in these tests were computed for.</summary>
    public static float[] Waves(int rows)
    {
        var values = new float[rows * 3];
        for (var i = 0; i < rows; i++)
        {
            values[i * 3] = (float)((Math.Sin(i * 1.7) * 3) + (i % 3 * 4));
            values[(i * 3) + 1] = (float)((Math.Cos(i * 0.9) * 2) - (i % 3 * 3));
            values[(i * 3) + 2] = (float)(Math.Sin(i * 0.31) + (i % 2));
        }

        return values;
    }

    public static TiledRows Tiled(float[] values, int width)
    {
        var rows = new TiledRows(values.Length / width, width);
        rows.Store(0, values);
        return rows;
    }

    /// <summary>Columns c0, c1, ... of a row-major matrix.</summary>
    public static Table Table(float[] values, int width)
    {
        var columns = new Column[width];
        for (var i = 0; i < width; i++)
        {
            var column = i;
            columns[i] = new Float32Column($"c{i}", values.Where((_, at) => at % width == column).ToArray());
        }

        return new Table(columns);
    }

    public static TrainingData Unlabelled(float[] values, int width) => TrainingData.Unlabelled(Table(values, width));

    public static byte[] Bytes(ITabularModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>The bytes that a call allocates on this thread once it has warmed up.</summary>
    public static long Allocated(Action action)
    {
        for (var i = 0; i < 50; i++) action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
