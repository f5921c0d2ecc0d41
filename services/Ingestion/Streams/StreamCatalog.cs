using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Ingestion.Options;

namespace MlPlatform.Ingestion.Streams;

/// <summary>The streams of this service: documents in the store, logs in folders, both open here.</summary>
internal sealed class StreamCatalog(IDocumentStore store, IOptions<IngestionOptions> options, TimeProvider time)
{
    private const string Kind = "kinesis-stream";
    private const string ByName = "name";

    private readonly ConcurrentDictionary<string, KinesisStream> _streams = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changes = new(1);
    private readonly DocumentCollection<StreamRecord> _documents = new(
        store, Kind, IngestionJson.Default.StreamRecord, stream => stream.Arn, stream => new Dictionary<string, string> { [ByName] = stream.Name });

    private string Root => Path.Combine(options.Value.Folder, "streams");

    public ICollection<KinesisStream> All => _streams.Values;

    /// <summary>Opens every stream, and deletes folders that a deletion left when it was cut off.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Root);
        string? token = null;
        do
        {
            var (records, next) = await _documents.QueryAsync(new DocumentQuery(Kind, ByName) { PageToken = token }, cancellationToken);
            foreach (var record in records) _streams[record.Arn] = Open(record);
            token = next;
        }
        while (token is not null);

        var known = _streams.Values.Select(stream => stream.Record.Folder).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(Root).Where(folder => !known.Contains(Path.GetFileName(folder))))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public async Task<KinesisStream> CreateAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            // Not given up half-way: what the store has taken must be known here, whoever still waits for the answer.
            if (!await _documents.TryCreateAsync(record, CancellationToken.None))
            {
                throw new AwsException(AwsErrorCode.StreamInUse, $"Stream {record.Name} under account {Account(record.Arn)} already exists.");
            }

            return _streams[record.Arn] = Open(record);
        }
        finally
        {
            _changes.Release();
        }
    }

    public async Task DeleteAsync(KinesisStream stream, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            await _documents.DeleteAsync(stream.Record.Arn, CancellationToken.None);
            if (_streams.TryRemove(stream.Record.Arn, out _)) Directory.Delete(Path.Combine(Root, stream.Record.Folder), recursive: true);
        }
        finally
        {
            _changes.Release();
        }
    }

    public KinesisStream? Find(string arn) => _streams.GetValueOrDefault(arn);

    /// <summary>The stream a request names by its name or its ARN.</summary>
    public KinesisStream Require(string? name, string? arn, OperationContext context)
    {
        if (name is null && arn is null) throw new AwsException(AwsErrorCode.InvalidArgument, "StreamName or StreamARN must be given.");
        return Find(arn ?? Arn.Kinesis(context.Region, context.AccountId, name!))
            ?? throw new AwsException(AwsErrorCode.StreamNotFound, $"Stream {name ?? Arn.Name(arn!)} under account {context.AccountId} not found.");
    }

    /// <summary>The streams of the caller's account and region, by name.</summary>
    public IEnumerable<KinesisStream> OfCaller(OperationContext context)
    {
        var prefix = Arn.Kinesis(context.Region, context.AccountId, "");
        return _streams.Values.Where(stream => stream.Record.Arn.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(stream => stream.Record.Name, StringComparer.Ordinal);
    }

    private KinesisStream Open(StreamRecord record)
    {
        var starts = HashKey.EqualStarts(record.ShardCount);
        var shards = new StreamShard[record.ShardCount];
        for (var i = 0; i < shards.Length; i++)
        {
            var range = new HashRange(starts[i], i + 1 < starts.Length ? starts[i + 1] - 1 : UInt128.MaxValue);
            var folder = Path.Combine(Root, record.Folder, "shard-" + i.ToString("D12", CultureInfo.InvariantCulture));
            var log = new SegmentedLog(folder, options.Value.SegmentBytes, time);
            shards[i] = new StreamShard(i, range, record.Created.ToUnixTimeSeconds(), log)
            {
                Throttle = options.Value.EnforceThroughput ? new ShardThrottle(time) : null,
            };
        }

        return new KinesisStream(record, shards);
    }

    private static string Account(string arn) => arn.Split(':')[4];
}
