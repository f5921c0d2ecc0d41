using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>What rows looked like when all was well: one sketch per column. It fixes the bins of every window that is compared with it.</summary>
public sealed class MonitorBaseline
{
    private const uint Kind = 0x534C4244;

    private readonly ColumnSketch[] columns;

    /// <param name="columns">In the order of a row's values; their names differ. They must not change any more.</param>
    public MonitorBaseline(IReadOnlyList<ColumnSketch> columns)
    {
        this.columns = [.. columns];
        if (columns.GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The column {twice.Key} is there twice.", nameof(columns));
        }

        var bins = new SketchWriter(Kind);
        foreach (var column in columns) column.WriteBins(bins);
        Fingerprint = bins.Checksum();
    }

    /// <summary>The columns of a table that can be watched: all but free texts and numbers that are all missing.</summary>
    public static MonitorBaseline From(Table table, int bins = NumberSketch.DefaultBins) =>
        new([.. table.Columns.Select(column => TableValues.Baseline(column, bins)).OfType<ColumnSketch>()]);

    public IReadOnlyList<ColumnSketch> Columns => columns;

    /// <summary>Of the columns and their bins: windows with the same fingerprint can be merged.</summary>
    public uint Fingerprint { get; }

    /// <summary>An empty window.</summary>
    public RowMonitor Start() => new(this);

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind);
        writer.Count(columns.Length);
        foreach (var column in columns)
        {
            column.WriteBins(writer);
            column.WriteCounts(writer);
        }

        return writer.Finish();
    }

    /// <exception cref="TrustException">The bytes are no baseline, of an unknown version, or damaged.</exception>
    public static MonitorBaseline FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, "monitor's baseline");
        var columns = new ColumnSketch[reader.Length(1)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = reader.Text();
            columns[i] = reader.Byte() switch
            {
                (byte)ColumnKind.Number => NumberSketch.ReadBins(name, ref reader),
                (byte)ColumnKind.Category => CategorySketch.ReadBins(name, ref reader),
                _ => throw reader.Damaged(),
            };
            columns[i].ReadCounts(ref reader);
        }

        return reader.IsAtEnd ? new MonitorBaseline(columns) : throw reader.Damaged();
    }
}
