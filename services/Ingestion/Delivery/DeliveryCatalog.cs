using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MlPlatform.Aws;
using MlPlatform.Aws.Documents;
using MlPlatform.Contracts;
using MlPlatform.Ingestion.Logs;
using MlPlatform.Ingestion.Options;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>The delivery streams of this service.</summary>
internal sealed class DeliveryCatalog(IDocumentStore store, IOptions<IngestionOptions> options, TimeProvider time)
{
    private const string Kind = "delivery-stream";
    private const string ByName = "name";

    private readonly ConcurrentDictionary<string, DeliveryStream> _streams = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _changes = new(1);
    private readonly DocumentCollection<DeliveryStreamRecord> _documents = new(
        store, Kind, IngestionJson.Default.DeliveryStreamRecord, stream => stream.Arn, stream => new Dictionary<string, string> { [ByName] = stream.Name });

    private string Root => Path.Combine(options.Value.Folder, "deliveries");

    public ICollection<DeliveryStream> All => _streams.Values;

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

    public async Task<DeliveryStream> CreateAsync(DeliveryStreamRecord record, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            // Not given up half-way: what the store has taken must be known here, whoever still waits for the answer.
            if (!await _documents.TryCreateAsync(record, CancellationToken.None))
            {
                throw new AwsException(AwsErrorCode.StreamInUse, $"Firehose {record.Name} under accountId {record.Arn.Split(':')[4]} already exists");
            }

            return _streams[record.Arn] = Open(record);
        }
        finally
        {
            _changes.Release();
        }
    }

    public async Task DeleteAsync(DeliveryStream stream, CancellationToken cancellationToken)
    {
        await _changes.WaitAsync(cancellationToken);
        try
        {
            await _documents.DeleteAsync(stream.Record.Arn, CancellationToken.None);
            var folder = Path.Combine(Root, stream.Record.Folder);
            if (_streams.TryRemove(stream.Record.Arn, out _) && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        finally
        {
            _changes.Release();
        }
    }

    public DeliveryStream Require(string name, OperationContext context) =>
        _streams.GetValueOrDefault(Arn.Firehose(context.Region, context.AccountId, name))
        ?? throw new AwsException(AwsErrorCode.StreamNotFound, $"Firehose {name} under account {context.AccountId} not found.");

    /// <summary>The delivery streams of the caller's account and region, by name.</summary>
    public IEnumerable<DeliveryStream> OfCaller(OperationContext context)
    {
        var prefix = Arn.Firehose(context.Region, context.AccountId, "");
        return _streams.Values.Where(stream => stream.Record.Arn.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(stream => stream.Record.Name, StringComparer.Ordinal);
    }

    private DeliveryStream Open(DeliveryStreamRecord record)
    {
        if (record.Source is not null) return new DeliveryStream(record, null);
        var folder = Path.Combine(Root, record.Folder, DeliverySource.Direct);
        return new DeliveryStream(record, new SegmentedLog(folder, options.Value.SegmentBytes, time));
    }
}
