namespace MlPlatform.Ingestion.Streams;

/// <summary>What AWS lets one shard take and give: each budget refills evenly over a second.</summary>
internal sealed class ShardThrottle(TimeProvider time)
{
    private const double RecordsPerSecond = 1000;
    private const double WriteBytesPerSecond = 1024 * 1024;
    private const double ReadsPerSecond = 5;
    private const double ReadBytesPerSecond = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Budget _records = new(RecordsPerSecond);
    private readonly Budget _writeBytes = new(WriteBytesPerSecond);
    private readonly Budget _reads = new(ReadsPerSecond);
    private readonly Budget _readBytes = new(ReadBytesPerSecond);

    public bool TryWrite(int bytes)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (!_records.Has(1, now, time) || !_writeBytes.Has(bytes, now, time)) return false;
            _records.Take(1);
            _writeBytes.Take(bytes);
            return true;
        }
    }

    /// <summary>Whether a read may begin; a large answer before it is paid off first.</summary>
    public bool TryRead()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (!_reads.Has(1, now, time) || !_readBytes.Has(0, now, time)) return false;
            _reads.Take(1);
            return true;
        }
    }

    public void CountRead(long bytes)
    {
        lock (_lock) _readBytes.Take(bytes);
    }

    private sealed class Budget
    {
        private readonly double _perSecond;
        private double _left;
        private long? _at;

        public Budget(double perSecond) => _perSecond = _left = perSecond;

        public bool Has(double amount, long now, TimeProvider time)
        {
            if (_at is { } at) _left = Math.Min(_perSecond, _left + (_perSecond * time.GetElapsedTime(at, now).TotalSeconds));
            _at = now;
            return _left >= amount;
        }

        public void Take(double amount) => _left -= amount;
    }
}
