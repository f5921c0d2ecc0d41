namespace MlPlatform.Tables.Reading;

/// <summary>How records become typed columns.</summary>
/// <remarks>
/// Inference looks at the first <see cref="InferenceRows"/> well-formed rows. A column is of the first of these types that at least
/// <see cref="FittingShare"/> of its present values fit: number, boolean (true or false in any case), date (ISO 8601). Else it holds texts:
/// free text where there are more than <see cref="MostCategories"/> different ones and more than half of the values differ, a category otherwise,
/// and where no value is present. A later value that does not fit its column sets the row aside; nothing is coerced.
/// </remarks>
public sealed record TableReadOptions
{
    private readonly int threads = 1;

    public static TableReadOptions Default { get; } = new();

    /// <summary>Names and types when they are known; the source's own header must then agree.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>Texts that mean "no value", besides an empty field.</summary>
    public IReadOnlyList<string> MissingTexts { get; init; } = ["?", "NA", "N/A", "NaN", "nan", "null", "NULL"];

    public int InferenceRows { get; init; } = 1000;

    public double FittingShare { get; init; } = 0.95;

    public int MostCategories { get; init; } = 100;

    /// <summary>The types that inference may find; whatever fits none of them becomes a category.</summary>
    public IReadOnlyCollection<ColumnType> Types { get; init; } = Enum.GetValues<ColumnType>();

    /// <summary>Read these columns as categories whatever their values look like (identifiers, codes).</summary>
    public IReadOnlyCollection<string> CategoryColumns { get; init; } = [];

    /// <summary>How numbers are stored.</summary>
    public NumberWidth NumberWidth { get; init; }

    /// <summary>More rows set aside than this end the reading with an error.</summary>
    public long RejectLimit { get; init; } = long.MaxValue;

    /// <summary>The most threads that the reading may use; the table does not depend on it.</summary>
    public int Threads
    {
        get => threads;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            threads = value;
        }
    }

    /// <summary>How much text a thread takes at a time; the table does not depend on it.</summary>
    internal int BlockBytes { get; init; } = BlockReader.DefaultBlockBytes;

    /// <summary>False forces the plain twins of the vectorised code.</summary>
    internal bool Vectorised { get; init; } = true;
}

/// <summary>The bits of a stored number.</summary>
public enum NumberWidth
{
    Bits64,
    Bits32,
}

/// <summary>A row that was set aside: where it stood, why, and its bytes.</summary>
public sealed record RejectedRow(string Source, long Line, string Reason, ReadOnlyMemory<byte> Raw);

/// <summary>A table and the rows that did not fit it: every record read is in exactly one of the two.</summary>
public sealed record TableReadResult(Table Table, IReadOnlyList<RejectedRow> Rejected);
