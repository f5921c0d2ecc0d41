using MlPlatform.Learning.Metrics;

namespace MlPlatform.Learning.Trees.Objectives;

/// <summary>Rows as metrics judge them: what their margins say, beside labels, weights and groups. Made once per fit and brought up to date every round.</summary>
internal sealed class JudgedRows
{
    private readonly BoostingRows rows;
    private readonly MarginLink link;
    private readonly double[] outputs;
    private readonly double[] labels;
    private readonly double[] weights;
    private readonly int[] groups;

    public JudgedRows(BoostingRows rows, MarginLink link)
    {
        (this.rows, this.link) = (rows, link);
        outputs = new double[rows.Margins.Length];
        labels = Array.ConvertAll(rows.Labels, label => (double)label);
        weights = rows.Weights is null ? [] : Array.ConvertAll(rows.Weights, weight => (double)weight);
        groups = rows.GroupStarts is null ? [] : GroupOfEach(rows.GroupStarts);
    }

    /// <summary>Takes the margins as they are now.</summary>
    public void Refresh()
    {
        for (var output = 0; output < rows.Outputs; output++)
        {
            var margins = rows.MarginsOf(output);
            for (int row = 0, cell = output; row < margins.Length; row++, cell += rows.Outputs) outputs[cell] = margins[row];
        }

        link.ApplyRows(outputs, rows.Outputs);
    }

    public double Of(Metric metric) => metric.Compute(new MetricRows(outputs, labels, weights, rows.Outputs) { Groups = groups });

    private static int[] GroupOfEach(int[] starts)
    {
        var groups = new int[starts[^1]];
        for (var group = 0; group + 1 < starts.Length; group++) groups.AsSpan(starts[group], starts[group + 1] - starts[group]).Fill(group);
        return groups;
    }
}
