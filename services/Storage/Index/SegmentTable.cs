namespace MlPlatform.Storage.Index;

/// <summary>Which ranges of which blobs make a version.</summary>
internal static class SegmentTable
{
    /// <summary>The segments of a version in order, without what lies in the index.</summary>
    public static List<Segment> Of(IndexConnection index, long version) => index.All(
        "SELECT blob, start, size FROM segment WHERE version = $1 ORDER BY ordinal",
        row => new Segment(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), null), version);

    /// <summary>The segments of a version in order, with the bytes of those that lie in the index.</summary>
    public static List<Segment> WithData(IndexConnection index, long version) => index.All(
        "SELECT segment.blob, segment.start, segment.size, blob.data FROM segment JOIN blob ON blob.id = segment.blob WHERE version = $1 ORDER BY ordinal",
        row => new Segment(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3)), version);

    /// <summary>The part of segments that covers a range of their joined bytes.</summary>
    public static List<Segment> Cut(IEnumerable<Segment> segments, long start, long length)
    {
        var cut = new List<Segment>();
        foreach (var segment in segments)
        {
            if (length <= 0) break;
            if (start >= segment.Size)
            {
                start -= segment.Size;
                continue;
            }

            var size = Math.Min(segment.Size - start, length);
            cut.Add(segment with { Start = segment.Start + start, Size = size });
            length -= size;
            start = 0;
        }

        return cut;
    }
}
