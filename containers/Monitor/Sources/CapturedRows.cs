using MlPlatform.Jobs.Container.Captures;
using MlPlatform.Trust.Monitoring;

namespace MlPlatform.Monitor.Sources;

/// <summary>Captured rows on their way to columns.</summary>
/// <remarks>
/// Values without names take the baseline's names by position. A request that is one value short of the baseline lacks the label,
/// which comes first in SageMaker's training data. Answers are columns of their own, called prediction; the baseline knows labels, not
/// predictions, so they are counted but not compared.
/// </remarks>
internal sealed class CapturedRows(IReadOnlyList<string>? baselineNames)
{
    private const string Prediction = "prediction";
    private readonly Dictionary<string, List<string?>> columns = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly HashSet<string> predictions = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public void Add(PayloadRow? input, PayloadRow? output)
    {
        if (input is not null)
        {
            for (var i = 0; i < input.Values.Count; i++) Set(input.Names?[i] ?? InputName(i, input.Values.Count), input.Values[i]);
        }

        if (output is not null)
        {
            for (var i = 0; i < output.Values.Count; i++)
            {
                var name = output.Names is { } names ? $"{Prediction}_{names[i]}" : output.Values.Count == 1 ? Prediction : $"{Prediction}_{i}";
                predictions.Add(name);
                Set(name, output.Values[i]);
            }
        }

        Count++;
        foreach (var column in columns.Values)
        {
            if (column.Count < Count) column.Add(null);
        }
    }

    /// <summary>The columns of the requests.</summary>
    public IReadOnlyList<ObservedColumn> Inputs => [.. order.Where(name => !predictions.Contains(name)).Select(Column)];

    /// <summary>Every column, requests first.</summary>
    public IReadOnlyList<ObservedColumn> All => [.. Inputs, .. order.Where(predictions.Contains).Select(Column)];

    /// <summary>The baseline's column that requests do not carry: the label.</summary>
    public string? Label { get; private set; }

    private string InputName(int position, int width)
    {
        if (baselineNames is null) return $"_c{position}";
        var offset = baselineNames.Count == width + 1 ? 1 : 0;
        if (offset == 1) Label = baselineNames[0];
        return position + offset < baselineNames.Count ? baselineNames[position + offset] : $"_c{position}";
    }

    private void Set(string name, string? value)
    {
        if (!columns.TryGetValue(name, out var column))
        {
            columns[name] = column = [.. Enumerable.Repeat<string?>(null, Count)];
            order.Add(name);
        }

        if (column.Count == Count) column.Add(value);
    }

    private ObservedColumn Column(string name) => new(name, columns[name]);
}
