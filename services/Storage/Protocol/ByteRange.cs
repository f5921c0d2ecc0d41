using System.Globalization;

namespace MlPlatform.Storage.Protocol;

/// <summary>A range of an object's bytes.</summary>
internal readonly record struct ByteRange(long Start, long Length)
{
    private const string Unit = "bytes=";

    /// <summary>Reads a Range header against an object's size: null asks for the whole, as does a header that is no single byte range.</summary>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith(Unit, StringComparison.Ordinal)) return null;
        var bounds = header[Unit.Length..].Split('-');
        if (bounds.Length != 2) return null;
        var first = Number(bounds[0]);
        var last = Number(bounds[1]);
        if (first is null && bounds[0].Length > 0 || last is null && bounds[1].Length > 0) return null;
        return (first, last) switch
        {
            (null, null) => null,
            (null, { } suffix) => suffix == 0 || size == 0 ? throw Unsatisfiable(header, size) : new ByteRange(Math.Max(0, size - suffix), Math.Min(size, suffix)),
            ({ } start, { } end) when end < start => null,
            ({ } start, _) when start >= size => throw Unsatisfiable(header, size),
            ({ } start, var end) => new ByteRange(start, Math.Min(end ?? long.MaxValue, size - 1) - start + 1),
        };
    }

    public string ContentRange(long size) => string.Create(CultureInfo.InvariantCulture, $"bytes {Start}-{Start + Length - 1}/{size}");

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static S3Exception Unsatisfiable(string header, long size) => new(S3Error.InvalidRange, "The requested range is not satisfiable")
    {
        Details = [("RangeRequested", header), ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture))],
    };
}
