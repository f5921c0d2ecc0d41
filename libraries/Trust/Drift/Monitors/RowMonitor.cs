using MlPlatform.Tables;
using MlPlatform.Trust.Drift.Comparison;

namespace MlPlatform.Trust.Drift.Monitors;

/// <summary>A window of rows in constant memory, to be compared with a baseline. A day's window is the sum of its minutes'.</summary>
/// <remarks>
/// Store <see cref="ToBytes"/> at the end of every minute and <see cref="Clear"/>: a process that is killed loses the minute it was in. Not safe for
/// several threads: give each its own window and merge them.
/// </remarks>
public sealed class RowMonitor
{
    private const uint Kind = 0x444E5744;

    private readonly ColumnSketch[] columns;

    internal RowMonitor(MonitorBaseline baseline)
    {
        Baseline = baseline;
        columns = [.. baseline.Columns.Select(column => column.Fresh())];
    }

    public MonitorBaseline Baseline { get; }

    /// <summary>How many rows were seen.</summary>
    public long Rows { get; private set; }

    public IReadOnlyList<ColumnSketch> Columns => columns;

    /// <summary>Adds a row: a number as it is, a category as its code in the baseline, NaN where missing. Nothing is allocated.</summary>
    public void Observe(ReadOnlySpan<double> row)
    {
        if (row.Length != columns.Length) throw new ArgumentException($"A row of {row.Length} values does not fit {columns.Length} columns.", nameof(row));
        for (var i = 0; i < row.Length; i++) columns[i].Observe(row[i]);
        Rows++;
    }

    /// <summary>Adds the rows of a table, whose columns are found by name; a category that the baseline lacks counts among the others.</summary>
    /// <exception cref="TrustException">A column is not there, or holds something else than the baseline's; then no row was added.</exception>
    public void Observe(Table rows)
    {
        if (Array.Find(columns, column => rows.Find(column.Name) is null) is { } absent) throw new TrustException($"The rows have no column {absent.Name}.");
        foreach (var column in columns) TableValues.Require(column, rows[column.Name]);
        foreach (var column in columns) TableValues.AddTo(column, rows[column.Name]);
        Rows += rows.RowCount;
    }

    /// <summary>Adds another window over the same bins.</summary>
    public void Merge(RowMonitor other)
    {
        if (other.Baseline.Fingerprint != Baseline.Fingerprint) throw new ArgumentException("The windows have different baselines.", nameof(other));
        for (var i = 0; i < columns.Length; i++) columns[i].Merge(other.columns[i]);
        Rows += other.Rows;
    }

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        foreach (var column in columns) column.Clear();
        Rows = 0;
    }

    /// <summary>Every test that counts allow, per column; judge them by a <see cref="DriftPolicy"/>.</summary>
    public IReadOnlyList<ColumnDrift> Compare() => [.. columns.Zip(Baseline.Columns, (window, reference) => window.Against(reference))];

    public byte[] ToBytes()
    {
        var writer = new SketchWriter(Kind);
        writer.Fixed(Baseline.Fingerprint);
        writer.Count(Rows);
        foreach (var column in columns) column.WriteCounts(writer);
        return writer.Finish();
    }

    /// <exception cref="TrustException">The bytes are no window, of an unknown version, damaged, or of another baseline.</exception>
    public static RowMonitor FromBytes(MonitorBaseline baseline, ReadOnlySpan<byte> bytes)
    {
        var reader = new SketchReader(bytes, Kind, "monitor's window");
        if (reader.Fixed() != baseline.Fingerprint) throw new TrustException("The monitor's window is of another baseline.");
        var window = new RowMonitor(baseline) { Rows = reader.Count() };
        foreach (var column in window.columns) column.ReadCounts(ref reader);
        return reader.IsAtEnd ? window : throw reader.Damaged();
    }
}
