using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Learns a target encoding: one of all rows for serving, and one per fold, of the other folds' rows, for training.</summary>
internal static class TargetFit
{
    /// <summary>The fold of each row: all folds are equally large, give or take one row.</summary>
    public static byte[] Folds(int rows, EncodingOptions options)
    {
        var folds = new byte[rows];
        for (var row = 0; row < rows; row++) folds[row] = (byte)(row % options.TargetFolds);
        new SeededRandom(options.Seed, 0x7A67).Shuffle(folds.AsSpan());
        return folds;
    }

    /// <returns>The encoder for serving, then one for the rows of each fold.</returns>
    public static TargetEncoder[] Fit(InputColumn input, ReadOnlySpan<double> codes, TrainingData data, ReadOnlySpan<byte> folds, EncodingOptions options)
    {
        var outputs = TargetStatistics.Outputs(options);
        var count = input.Categories!.Count;
        var parts = new TargetStatistics[options.TargetFolds];
        for (var fold = 0; fold < parts.Length; fold++) parts[fold] = new TargetStatistics(count + 2, outputs);
        for (var row = 0; row < codes.Length; row++) parts[folds[row]].Add(CategorySlot.Of(codes[row], count), data.Labels[row], data.Weights[row]);

        var tables = new double[parts.Length + 1][];
        for (var held = -1; held < parts.Length; held++)
        {
            var sum = new TargetStatistics(count + 2, outputs);
            for (var fold = 0; fold < parts.Length; fold++)
            {
                if (fold != held) sum.Add(parts[fold]);
            }

            tables[held + 1] = sum.Means(options.TargetSmoothing);
        }

        Rescale(tables, codes, data.Weights, count, outputs, input.Name, options);
        return Array.ConvertAll(tables, table => new TargetEncoder(input, outputs, table));
    }

    /// <summary>Brings every table to the scale on which the serving table's features have the asked-for spread.</summary>
    private static void Rescale(
        double[][] tables, ReadOnlySpan<double> codes, double[] weights, int count, int outputs, string name, EncodingOptions options)
    {
        if (options.Scaling == Scaling.None) return;
        var slots = new int[codes.Length];
        for (var row = 0; row < slots.Length; row++) slots[row] = CategorySlot.Of(codes[row], count);
        for (var output = 0; output < outputs; output++)
        {
            var (serving, offset) = (tables[0], output);
            var (scale, _) = NumberFit.Fit(
                name,
                (start, target) =>
                {
                    for (var i = 0; i < target.Length; i++) target[i] = serving[(slots[start + i] * outputs) + offset];
                },
                weights, options);
            foreach (var table in tables)
            {
                for (var i = output; i < table.Length; i += outputs) table[i] = scale.Apply(table[i]);
            }
        }
    }
}
