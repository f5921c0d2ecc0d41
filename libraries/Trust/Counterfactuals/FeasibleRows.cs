using MlPlatform.Trust.Constraints;

namespace MlPlatform.Trust.Counterfactuals;

/// <summary>Lists every row that a row may become, where they are few.</summary>
internal static class FeasibleRows
{
    /// <summary>All rows but the original, or null where there are more than <paramref name="most"/> or without number.</summary>
    public static IEnumerable<double[]>? List(RowSpace space, double[] original, int most)
    {
        var values = new double[space.Width][];
        var count = 1.0;
        for (var j = 0; j < values.Length; j++)
        {
            if (ColumnValues.All(space, j, original[j], most) is not { } moved) return null;
            values[j] = [original[j], .. moved];
            count *= values[j].Length;
            if (count > most) return null;
        }

        return Enumerable.Range(1, (int)count - 1).Select(number => Row(values, number));
    }

    private static double[] Row(double[][] values, int number)
    {
        var row = new double[values.Length];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = values[j][number % values[j].Length];
            number /= values[j].Length;
        }

        return row;
    }
}
