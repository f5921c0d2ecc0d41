namespace MlPlatform.Tables.Reading;

/// <summary>How records become typed columns.</summary>
/// <remarks>
/// Inference: among the first <see cref="InferenceRows"/> well-formed rows, a column whose present values are at least
/// <see cref="NumberShare"/> numbers is a number column; every other is a category. A later value that does not fit
/// its column sets the row aside; nothing is coerced.
/// </remarks>
public sealed record TableReadOptions
{
    public static TableReadOptions Default { get; } = new();

    /// <summary>Names and types when they are known; the source's own header must then agree.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>Texts that mean "no value", besides an empty field.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["?", "NA"];

    public int InferenceRows { get; init; } = 1000;

    public double NumberShare { get; init; } = 0.95;

    /// <summary>More rows set aside than this end the reading with an error.</summary>
    public long RejectLimit { get; init; } = long.MaxValue;

    /// <summary>Read these columns as categories whatever their values look like (identifiers, codes).</summary>
    public IReadOnlyCollection<string> CategoryColumns { get; init; } = [];
}

/// <summary>A row that was set aside: where it stood, why, and its bytes.</summary>
public sealed record RejectedRow(string Source, long Line, string Reason, ReadOnlyMemory<byte> Raw);

/// <summary>A table and the rows that did not fit it: every record read is in exactly one of the two.</summary>
public sealed record TableReadResult(Table Table, IReadOnlyList<RejectedRow> Rejected);
