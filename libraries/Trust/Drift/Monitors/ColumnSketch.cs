using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>One column in constant memory: counts in bins that are fixed once, so that sketches of parts add up to that of the whole. Not safe for several threads; give each its own and merge.</summary>
public abstract class ColumnSketch(string name)
{
    public string Name { get; } = name;

    /// <summary>How many values are missing.</summary>
    public long Missing { get; protected set; }

    /// <summary>How many values are not.</summary>
    public abstract long Present { get; }

    /// <summary>Adds a value: a number, or a category's code; NaN where missing. Nothing is allocated.</summary>
    public abstract void Observe(double value);

    /// <summary>Adds what another sketch with the same bins has seen.</summary>
    public abstract void Merge(ColumnSketch other);

    /// <summary>A sketch with the same bins that has seen nothing.</summary>
    public abstract ColumnSketch Fresh();

    /// <summary>Forgets what was seen; the bins stay.</summary>
    public abstract void Clear();

    /// <summary>The tests that counts allow, this against a reference with the same bins.</summary>
    public abstract ColumnDrift Against(ColumnSketch reference);

    internal abstract void WriteBins(SketchWriter writer);

    internal abstract void WriteCounts(SketchWriter writer);

    internal abstract void ReadCounts(ref SketchReader reader);

    private protected Presence Presence => new(Present, Missing);

    private protected ArgumentException NotAlike(ColumnSketch other) => new($"The sketch of {other.Name} has other bins than that of {Name}.", nameof(other));
}
