using MlPlatform.Learning.Models;
using MlPlatform.Tables;
using MlPlatform.Tables.Parallelism;

namespace MlPlatform.Learning.Preprocessing;

/// <summary>Learns one encoder per column, columns side by side.</summary>
internal sealed class EncodingFit
{
    private readonly TrainingData data;
    private readonly EncodingOptions options;
    private readonly TableRows rows;

    private EncodingFit(TrainingData data, EncodingOptions options, InputColumn[] inputs)
    {
        (this.data, this.options) = (data, options);
        rows = new TableRows(data.Features, inputs);
        if (options.Categories == CategoryEncoding.Target && inputs.Any(input => input.Type == ColumnType.Category))
        {
            CheckTarget();
            Folds = TargetFit.Folds(data.RowCount, options);
        }
    }

    /// <summary>The fold of each row, where a column is target-encoded.</summary>
    public byte[]? Folds { get; }

    /// <summary>Per fold, the encoders of its rows; empty where no column is target-encoded.</summary>
    public ColumnEncoder[][] Training { get; private set; } = [];

    public ColumnEncoder[] Serving { get; private set; } = [];

    public static EncodingFit Run(TrainingData data, EncodingOptions options, int threads)
    {
        var inputs = InputColumn.Of(data.Features);
        var fit = new EncodingFit(data, options, inputs);
        var encoders = new ColumnEncoder[inputs.Length][];
        ParallelLoop.For(inputs.Length, threads, i => encoders[i] = fit.Column(inputs[i], i));
        fit.Serving = [.. encoders.Select(variants => variants[0])];
        if (fit.Folds is null) return fit;
        fit.Training = [.. Enumerable.Range(1, options.TargetFolds).Select(fold =>
            encoders.Select(variants => variants[variants.Length > 1 ? fold : 0]).ToArray())];
        return fit;
    }

    private ColumnEncoder[] Column(InputColumn input, int index) => input.Type switch
    {
        ColumnType.Category => Category(input, index),
        ColumnType.Date => [Date(input, index)],
        ColumnType.Boolean => [Number(input, index, options with { Scaling = Scaling.None })],
        _ => [Number(input, index, options)],
    };

    private NumberEncoder Number(InputColumn input, int index, EncodingOptions numberOptions)
    {
        var (scale, hasMissing) = NumberFit.Fit(input.Name, (start, target) => rows.CopyColumn(index, start, target), data.Weights, numberOptions);
        return new NumberEncoder(input, scale, options.MissingIndicators && hasMissing);
    }

    private ColumnEncoder[] Category(InputColumn input, int index)
    {
        if (options.Categories == CategoryEncoding.Ordinal) return [new OrdinalEncoder(input)];
        var codes = new double[data.RowCount];
        rows.CopyColumn(index, 0, codes);
        if (options.Categories == CategoryEncoding.Target) return TargetFit.Fit(input, codes, data, Folds!, options);
        var count = input.Categories!.Count;
        var weights = new double[count + 2];
        for (var row = 0; row < codes.Length; row++) weights[CategorySlot.Of(codes[row], count)] += data.Weights[row];
        return [OneHotEncoder.Fit(input, weights, options.MostOneHot)];
    }

    private DateEncoder Date(InputColumn input, int index)
    {
        var waves = DatePartValues.Waves(options.Dates, options.CyclicDates);
        var scales = new NumberScale[waves.Length];
        var parts = new double[waves.Length];
        for (var feature = 0; feature < scales.Length; feature++)
        {
            var part = feature;
            ValueReader read = (start, target) =>
            {
                rows.CopyColumn(index, start, target);
                for (var i = 0; i < target.Length; i++)
                {
                    DatePartValues.Write(target[i], options.Dates, options.CyclicDates, parts);
                    target[i] = parts[part];
                }
            };
            var scaling = waves[feature] ? Scaling.None : options.Scaling;
            scales[feature] = NumberFit.Fit(input.Name, read, data.Weights, options with { Scaling = scaling }).Scale;
        }

        return new DateEncoder(input, options.Dates, options.CyclicDates, scales);
    }

    private void CheckTarget()
    {
        if (options.TargetFolds is < 2 or > byte.MaxValue) throw new LearningException($"The number of folds of a target encoding is {options.TargetFolds}; it must be between 2 and {byte.MaxValue}.");
        if (data.Labels.Length == 0) throw new LearningException("Categories cannot be encoded by the label: the data has none.");
        for (var row = 0; row < data.Labels.Length; row++)
        {
            var label = data.Labels[row];
            if (!double.IsFinite(label)) throw new LearningException($"Categories cannot be encoded by the label: it is not a finite number in row {row + 1}.");
            if (options.Classes > 2 && !(label >= 0 && label < options.Classes && double.IsInteger(label)))
            {
                throw new LearningException($"The label is {label:R} in row {row + 1}; classes are 0 to {options.Classes - 1}.");
            }
        }
    }
}
