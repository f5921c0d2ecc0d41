namespace MlPlatform.Tables.Reading;

/// <summary>Cuts a stream into blocks of whole records. Where the cuts fall changes nothing about the records.</summary>
internal sealed class BlockReader(Stream stream, RecordFormat format, int blockBytes)
{
    public const int DefaultBlockBytes = 512 * 1024;

    private byte[] carried = [];
    private int carriedLength;
    private bool isStarted;
    private bool isEnded;

    /// <summary>Fills a block that nobody uses; false at the end.</summary>
    public bool TryRead(TextBlock block)
    {
        if (isEnded) return false;
        var isFirst = !isStarted;
        Begin(block);
        var wanted = Math.Max(blockBytes, carriedLength + 1);
        while (true)
        {
            Fill(block, wanted);
            if (isFirst && block.Known.StartsWith("\uFEFF"u8)) block.Start = 3;
            if (format.TryCut(block)) break;
            wanted = checked(block.Filled * 2);
        }

        Carry(block);
        isEnded = block.IsFinal;
        return block.End > block.Start;
    }

    private void Begin(TextBlock block)
    {
        isStarted = true;
        block.EnsureCapacity(carriedLength);
        carried.AsSpan(0, carriedLength).CopyTo(block.Bytes);
        block.Start = block.End = 0;
        block.Filled = carriedLength;
        block.IsFinal = false;
    }

    private void Fill(TextBlock block, int wanted)
    {
        while (block.Filled < wanted)
        {
            block.EnsureCapacity(Expected(block.Filled, wanted));
            var room = Math.Min(wanted, block.Bytes.Length - TextBlock.Padding) - block.Filled;
            var read = stream.Read(block.Bytes, block.Filled, room);
            block.Filled += read;
            if (read > 0) continue;
            block.IsFinal = true;
            return;
        }
    }

    /// <summary>A small input gets a small buffer.</summary>
    private int Expected(int filled, int wanted)
    {
        const int Least = 4096;
        var rest = stream.CanSeek ? stream.Length - stream.Position : filled;
        return (int)Math.Min(wanted, filled + Math.Max(Least, rest + 1));
    }

    private void Carry(TextBlock block)
    {
        carriedLength = block.Filled - block.End;
        if (carried.Length < carriedLength) carried = new byte[carriedLength];
        block.Bytes.AsSpan(block.End, carriedLength).CopyTo(carried);
    }
}
