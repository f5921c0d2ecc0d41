using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Histograms;

/// <summary>The histograms of the nodes of a tree that are not done with; slots are used again.</summary>
internal sealed class NodeHistograms(int columns, long mostBytes = long.MaxValue)
{
    /// <summary>Doubles per column: the gradient sums of 256 bins, then their hessian sums.</summary>
    private const int PerColumn = 2 * ColumnBins.Most;

    private readonly List<double[]> slots = [];
    private readonly Stack<int> free = new();

    /// <summary>Whether the slots in use are more than there shall be for long.</summary>
    public bool AreTooMany => (slots.Count - free.Count) * (long)columns * PerColumn * sizeof(double) > mostBytes;

    public int Take()
    {
        if (free.TryPop(out var slot)) return slot;
        slots.Add(GC.AllocateUninitializedArray<double>(columns * PerColumn));
        return slots.Count - 1;
    }

    public void Return(int slot) => free.Push(slot);

    public void ReturnAll()
    {
        free.Clear();
        for (var slot = slots.Count - 1; slot >= 0; slot--) free.Push(slot);
    }

    /// <summary>All sums of some neighbouring columns.</summary>
    public Span<double> Of(int slot, int firstColumn, int count) => slots[slot].AsSpan(firstColumn * PerColumn, count * PerColumn);

    public Span<double> Gradients(int slot, int column) => slots[slot].AsSpan(column * PerColumn, ColumnBins.Most);

    public Span<double> Hessians(int slot, int column) => slots[slot].AsSpan((column * PerColumn) + ColumnBins.Most, ColumnBins.Most);

    public BinSums Sums(int slot, int column, int bins) => new(bins, Gradients(slot, column), Hessians(slot, column));
}
