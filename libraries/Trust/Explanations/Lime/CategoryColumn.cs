using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>A column of codes: drawn as often as the training data have them; the feature is 1 where the sample has the code of the explained row.</summary>
internal sealed class CategoryColumn : LimeColumn
{
    private readonly double[] values;
    private readonly double[] cumulated;

    public CategoryColumn(string name, ReadOnlySpan<double> column)
        : base(name)
    {
        var counts = new SortedDictionary<double, int>();
        foreach (var value in column) counts[value] = counts.GetValueOrDefault(value) + 1;
        values = [.. counts.Keys];
        Counts = [.. counts.Values];
        cumulated = Cumulate(Counts);
    }

    /// <summary>How often each code occurs, in the order of the codes; a missing value is a code of its own, the first.</summary>
    public int[] Counts { get; }

    public override void Draw(SeededRandom random, double instance, in ColumnBlock block)
    {
        for (var sample = 0; sample < block.Count; sample++)
        {
            var value = values[Pick(random, cumulated)];
            block.Set(sample, value, value.Equals(instance) ? 1 : 0);
        }
    }

    public override double Interpret(double instance) => 1;

    public override string Describe(double instance) => double.IsNaN(instance)
        ? $"{Name} is missing"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} = {instance:R}");
}
