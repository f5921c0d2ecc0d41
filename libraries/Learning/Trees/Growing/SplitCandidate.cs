using MlPlatform.Learning.Trees.Binning;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>A way to split a node, and what it gains.</summary>
internal struct SplitCandidate
{
    public static SplitCandidate None => new() { Column = -1, Gain = double.NegativeInfinity };

    public int Column;

    /// <summary>By how much the regularised loss (twice it, as XGBoost counts) falls.</summary>
    public double Gain;

    /// <summary>Of a number: the last bin that goes left.</summary>
    public int LastLeftBin;

    public bool MissingLeft;

    /// <summary>Of a category: the bins that go left.</summary>
    public BinSet LeftBins;

    public double LeftGradient;

    public double LeftHessian;

    public readonly bool Exists => Column >= 0;

    /// <summary>Fills in, for each bin, 1 where it goes left and 0 where it goes right.</summary>
    public readonly void Directions(ColumnBins column, Span<byte> directions)
    {
        directions.Clear();
        if (!column.IsCategorical) directions[..(LastLeftBin + 1)].Fill(1);
        else
        {
            for (var bin = 0; bin < column.Count; bin++) directions[bin] = LeftBins.Contains(bin) ? (byte)1 : (byte)0;
        }

        directions[column.MissingBin] = MissingLeft ? (byte)1 : (byte)0;
    }
}
