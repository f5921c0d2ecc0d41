namespace MlPlatform.Tables.Reading;

/// <summary>A sliding window over a stream: grows until a whole record fits, drops what was consumed.</summary>
internal sealed class RecordBuffer(Stream stream, int capacity = 64 * 1024)
{
    private byte[] buffer = new byte[capacity];
    private int start;
    private int end;
    private bool bomChecked;

    /// <summary>The stream has nothing after the unread bytes.</summary>
    public bool AtEnd { get; private set; }

    public ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    public void Consume(int count) => start += count;

    /// <summary>Reads more; false when the stream has ended.</summary>
    public bool Fill()
    {
        if (AtEnd) return false;
        if (start > 0)
        {
            Unread.CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        AtEnd = read == 0;
        SkipByteOrderMark();
        return read > 0;
    }

    private void SkipByteOrderMark()
    {
        if (bomChecked || (end < 3 && !AtEnd)) return;
        bomChecked = true;
        if (Unread.StartsWith("\uFEFF"u8)) start += 3;
    }
}
