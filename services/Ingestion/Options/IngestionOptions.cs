using System.ComponentModel.DataAnnotations;

namespace MlPlatform.Ingestion.Options;

/// <summary>Where streams lie and which of AWS's limits hold.</summary>
internal sealed class IngestionOptions
{
    /// <summary>The folder of the logs; by default ingestion/ below the platform's data folder.</summary>
    [Required]
    public string Folder { get; set; } = null!;

    /// <summary>Whether a shard takes only 1,000 records and 1 MiB a second, and answers only 5 reads and 2 MiB a second, as in AWS.</summary>
    public bool EnforceThroughput { get; set; }

    /// <summary>The most shards of one stream.</summary>
    [Range(1, 10_000)]
    public int MaximumShards { get; set; } = 500;

    /// <summary>The size at which a log goes on in a new file, in bytes.</summary>
    [Range(1024, 1024L * 1024 * 1024)]
    public long SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How many objects Firehose builds at once; each may be as large as its buffer.</summary>
    [Range(1, 64)]
    public int DeliveriesAtOnce { get; set; } = 2;
}
