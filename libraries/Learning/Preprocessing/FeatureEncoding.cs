using System.Numerics.Tensors;
using MlPlatform.Learning.Models;
using MlPlatform.Tables;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>How raw rows become rows of features: imputed, scaled, one-hot and so on. Part of the model, so that it takes raw rows.</summary>
/// <remarks>Immutable; every member may be used from many threads at once. Features lie in the order of the inputs.</remarks>
public sealed class FeatureEncoding
{
    private const int StackFeatures = 512;

    private readonly ColumnEncoder[] encoders;
    private readonly int[] offsets;
    private readonly NumberRow? numbers;

    internal FeatureEncoding(ColumnEncoder[] encoders)
    {
        this.encoders = encoders;
        Inputs = [.. encoders.Select(encoder => encoder.Input)];
        offsets = new int[encoders.Length];
        for (var i = 0; i < encoders.Length; i++)
        {
            offsets[i] = FeatureCount;
            FeatureCount += encoders[i].Width;
        }

        numbers = NumberRow.Of(encoders);
    }

    /// <summary>The columns of a raw row.</summary>
    public IReadOnlyList<InputColumn> Inputs { get; }

    /// <summary>How many features a row has.</summary>
    public int FeatureCount { get; }

    /// <summary>A name per feature, such as <c>age</c>, <c>colour=red</c>, <c>joined.month</c>.</summary>
    public IReadOnlyList<string> FeatureNames => [.. encoders.SelectMany(encoder => encoder.FeatureNames)];

    internal IReadOnlyList<ColumnEncoder> Encoders => encoders;

    /// <summary>The first feature of an input.</summary>
    public int FirstFeature(int input) => offsets[input];

    /// <summary>Learns the encoding of a table's columns.</summary>
    public static FeatureEncoding Fit(TrainingData data, EncodingOptions options, int threads = 1) => new(EncodingFit.Run(data, options, threads).Serving);

    /// <summary>Learns the encoding and gives the features of the rows it was learnt from.</summary>
    /// <remarks>
    /// A target encoding of a training row is made of the labels of the other folds only, so that no row's features know its own
    /// label. Any other encoding gives what <see cref="EncodeDense(Table, int)"/> gives.
    /// </remarks>
    /// <returns>Row count × <see cref="FeatureCount"/>, row by row.</returns>
    public static (FeatureEncoding Encoding, float[] Features) FitDense(TrainingData data, EncodingOptions options, int threads = 1)
    {
        var fit = EncodingFit.Run(data, options, threads);
        var encoding = new FeatureEncoding(fit.Serving);
        var features = new DenseEncoder(encoding, data.Features) { Folds = fit.Folds, FoldEncoders = fit.Training };
        return (encoding, features.ToFloats(threads));
    }

    /// <summary>Writes the features of one raw row. Allocates nothing.</summary>
    public void Encode(ReadOnlySpan<double> row, Span<double> features)
    {
        if (row.Length != encoders.Length) throw new LearningException($"The row has {row.Length} values; the model takes {encoders.Length}.");
        for (var i = 0; i < encoders.Length; i++) encoders[i].Encode(row[i], features[offsets[i]..]);
    }

    /// <inheritdoc cref="Encode(ReadOnlySpan{double}, Span{double})"/>
    public void Encode(ReadOnlySpan<double> row, Span<float> features)
    {
        if (row.Length != encoders.Length) throw new LearningException($"The row has {row.Length} values; the model takes {encoders.Length}.");
        if (numbers is not null)
        {
            numbers.Encode(row, features);
            return;
        }

        Span<double> wide = stackalloc double[Math.Min(StackFeatures, FeatureCount)];
        for (var first = 0; first < encoders.Length;)
        {
            // As many whole columns at a time as the stack has room for; a wider column goes alone.
            var (start, last) = (offsets[first], first);
            while (last < encoders.Length && offsets[last] + encoders[last].Width - start <= StackFeatures) last++;
            if (last == first)
            {
                EncodeWide(first++, row, features);
                continue;
            }

            for (var i = first; i < last; i++) encoders[i].Encode(row[i], wide[(offsets[i] - start)..]);
            var count = offsets[last - 1] + encoders[last - 1].Width - start;
            TensorPrimitives.ConvertTruncating<double, float>(wide[..count], features.Slice(start, count));
            first = last;
        }
    }

    /// <summary>The features of every row of a table; the number of threads does not change them.</summary>
    /// <returns>Row count × <see cref="FeatureCount"/>, row by row.</returns>
    public float[] EncodeDense(Table table, int threads = 1) => new DenseEncoder(this, table).ToFloats(threads);

    /// <inheritdoc cref="EncodeDense(Table, int)"/>
    public double[] EncodeDenseDouble(Table table, int threads = 1) => new DenseEncoder(this, table).ToDoubles(threads);

    /// <summary>The encoding as arrays of a model file, whose manifest holds the inputs.</summary>
    public IReadOnlyList<NamedArray> Arrays(string prefix) => EncodingFormat.Save(encoders, prefix);

    /// <summary>What <see cref="Arrays"/> wrote.</summary>
    public static FeatureEncoding Load(ModelFile file, string prefix) => new(EncodingFormat.Load(file, prefix));

    /// <summary>A one-hot column of very many texts, which needs no doubles to be widened from.</summary>
    private void EncodeWide(int input, ReadOnlySpan<double> row, Span<float> features)
    {
        var target = features.Slice(offsets[input], encoders[input].Width);
        if (encoders[input] is OneHotEncoder oneHot)
        {
            target.Clear();
            if (oneHot.Active(row[input]) is var active and >= 0) target[active] = 1;
            return;
        }

        var wide = System.Buffers.ArrayPool<double>.Shared.Rent(target.Length);
        encoders[input].Encode(row[input], wide);
        TensorPrimitives.ConvertTruncating<double, float>(wide.AsSpan(0, target.Length), target);
        System.Buffers.ArrayPool<double>.Shared.Return(wide);
    }
}
