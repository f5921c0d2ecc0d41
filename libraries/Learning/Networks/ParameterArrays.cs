using System.Globalization;
using MlPlatform.Learning.Models;

namespace MlPlatform.Learning.Networks;

/// <summary>Network parameters as arrays of a model file, without padding.</summary>
internal static class ParameterArrays
{
    public static IEnumerable<NamedArray> Of(NetworkFrame frame, NetworkParameters parameters, string prefix)
    {
        foreach (var part in Parts(frame, parameters))
        {
            var values = new float[part.Rows * part.Width];
            for (var row = 0; row < part.Rows; row++) part.Row(row).CopyTo(values.AsSpan(row * part.Width));
            yield return NamedArray.Of(prefix + part.Name, values);
        }
    }

    public static NetworkParameters Read(ModelFile file, NetworkFrame frame, string prefix)
    {
        var parameters = new NetworkParameters(frame.Shape, new float[frame.Layout.Size]);
        foreach (var part in Parts(frame, parameters))
        {
            var values = file.Array<float>(prefix + part.Name, part.Rows * part.Width);
            for (var row = 0; row < part.Rows; row++) values.AsSpan(row * part.Width, part.Width).CopyTo(part.Row(row));
        }

        return parameters;
    }

    private static IEnumerable<Part> Parts(NetworkFrame frame, NetworkParameters parameters)
    {
        var shape = frame.Shape;
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            var layer = shape.Layers[i];
            var name = string.Create(CultureInfo.InvariantCulture, $"layer{i}.");
            yield return new Part(name + "weights", parameters.Dense.AsMemory(shape.Weights(i)), layer.Inputs, layer.Outputs, layer.Stride);
            yield return One("bias", parameters.Dense.AsMemory(shape.Bias(i)));
            if (!shape.HasNorm(i)) continue;
            yield return One("scale", parameters.Dense.AsMemory(shape.NormScale(i)));
            yield return One("shift", parameters.Dense.AsMemory(shape.NormShift(i)));
            if (shape.Design.Normalization != Normalization.Batch) continue;
            yield return One("means", parameters.RunningMeans.AsMemory(parameters.Moments(i)));
            yield return One("variances", parameters.RunningVariances.AsMemory(parameters.Moments(i)));

            Part One(string what, Memory<float> values) => new(name + what, values, 1, layer.Outputs, layer.Stride);
        }

        foreach (var (table, i) in frame.Layout.Tables.Select((table, i) => (table, i)))
        {
            var values = parameters.Embeddings.AsMemory(table.Start, table.RowCount * table.Stride);
            yield return new Part(string.Create(CultureInfo.InvariantCulture, $"embedding{i}"), values, table.RowCount, table.Width, table.Stride);
        }
    }

    /// <summary>Padded rows under a name.</summary>
    private sealed record Part(string Name, Memory<float> Values, int Rows, int Width, int Stride)
    {
        public Span<float> Row(int row) => Values.Span.Slice(row * Stride, Width);
    }
}
