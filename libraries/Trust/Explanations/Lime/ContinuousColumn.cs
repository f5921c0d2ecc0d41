using System.Globalization;
using MlPlatform.Tables;

namespace MlPlatform.Trust.Explanations.Lime;

/// <summary>A number left as it is: drawn from a normal distribution of the training data's spread; the feature is the number in standard units.</summary>
internal sealed class ContinuousColumn : LimeColumn
{
    private readonly bool aroundInstance;

    public ContinuousColumn(string name, ReadOnlySpan<double> column, bool aroundInstance)
        : base(name)
    {
        this.aroundInstance = aroundInstance;
        foreach (var value in column)
        {
            if (double.IsNaN(value)) throw new TrustException($"The column '{name}' has missing values; LIME needs it cut into bins, or filled.");
        }

        (Mean, Scale) = Spread.Of(column);
        if (Scale == 0) Scale = 1;
    }

    public double Mean { get; }

    /// <summary>The population standard deviation; 1 for a column that never varies.</summary>
    public double Scale { get; }

    public override void Draw(SeededRandom random, double instance, in ColumnBlock block)
    {
        var centre = aroundInstance ? instance : Mean;
        for (var sample = 0; sample < block.Count; sample++)
        {
            var value = centre + (Scale * random.NextNormal());
            block.Set(sample, value, Interpret(value));
        }
    }

    public override double Interpret(double instance) => (instance - Mean) / Scale;

    public override string Describe(double instance) => string.Create(CultureInfo.InvariantCulture, $"{Name} (now {instance:0.##})");
}
