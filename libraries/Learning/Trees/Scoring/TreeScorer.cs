namespace MlPlatform.Learning.Trees.Scoring;

/// <summary>An ensemble laid out for speed: margins of one row or of many. Immutable; the calls allocate nothing and may run side by side.</summary>
/// <remarks>
/// Every way sums a row's leaf values in the order of the trees and in the same precision, so that one row alone, a batch,
/// scalar and vectorised code give the same bits.
/// </remarks>
public sealed class TreeScorer
{
    /// <summary>Below as many rows, walking is faster than filling a block.</summary>
    private const int FewRows = 24;

    private readonly WalkLayout walk;
    private readonly ByteScorer? bytes;

    /// <summary>Lays an ensemble out for the fastest kernel here.</summary>
    public TreeScorer(TreeEnsemble ensemble) : this(ensemble, TreeKernels.Fastest)
    {
    }

    /// <summary>Lays an ensemble out for a kernel by name. One with a tree that the byte kernels cannot hold is walked.</summary>
    public TreeScorer(TreeEnsemble ensemble, TreeKernel kernel)
    {
        if (!TreeKernels.IsSupported(kernel)) throw new LearningException($"This processor does not know the tree kernel {kernel}.");
        foreach (var tree in ensemble.Trees) TreeCheck.Run(tree, ensemble.FeatureCount);
        Ensemble = ensemble;
        walk = new WalkLayout(ensemble);
        bytes = kernel == TreeKernel.Walk ? null : ByteScorer.TryBuild(ensemble, kernel);
        Kernel = bytes is null ? TreeKernel.Walk : kernel;
    }

    public TreeEnsemble Ensemble { get; }

    /// <summary>The kernel that batches take.</summary>
    public TreeKernel Kernel { get; }

    /// <summary>The margins of one raw row.</summary>
    /// <param name="row">One value per input; NaN where missing.</param>
    /// <param name="margins">Receives one number per output.</param>
    public void Score(ReadOnlySpan<double> row, Span<double> margins)
    {
        if (row.Length != Ensemble.FeatureCount) throw new LearningException($"The row has {row.Length} values; the model takes {Ensemble.FeatureCount}.");
        ScoreOne(row, margins[..Ensemble.Outputs]);
    }

    /// <summary>The margins of raw rows that lie one after another.</summary>
    /// <param name="rows">Row count × inputs.</param>
    /// <param name="margins">Receives row count × outputs.</param>
    public void ScoreRows(ReadOnlySpan<double> rows, Span<double> margins)
    {
        int width = Ensemble.FeatureCount, outputs = Ensemble.Outputs;
        var count = width == 0 ? margins.Length / outputs : rows.Length / width;
        if (count * width != rows.Length) throw new LearningException($"{rows.Length} values are no whole number of rows of {width}.");
        margins = margins[..(count * outputs)];
        var whole = bytes is null ? 0 : count % ByteScorer.BlockRows is > 0 and < FewRows and var rest ? count - rest : count;
        if (whole > 0) bytes!.Score(rows[..(whole * width)], margins[..(whole * outputs)]);
        for (var row = whole; row < count; row++) ScoreOne(rows.Slice(row * width, width), margins.Slice(row * outputs, outputs));
    }

    private void ScoreOne(ReadOnlySpan<double> row, Span<double> margins)
    {
        if (bytes?.Masks is { } masks) masks.Score(row, margins);
        else walk.Score(row, margins);
    }
}
