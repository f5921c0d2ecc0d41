namespace MlPlatform.Storage.Index;

/// <summary>A bucket as the index keeps it.</summary>
internal sealed record Bucket(string Name, string Owner, string Region, DateTimeOffset Created);

/// <summary>An object as the index keeps it; <see cref="ETag"/> is without quotes.</summary>
internal sealed record StoredObject(string Key, long Version, long Size, string ETag, DateTimeOffset Modified, ObjectProperties Properties);

/// <summary>What a listing says of an object.</summary>
internal sealed record ListedObject(string Key, long Size, string ETag, DateTimeOffset Modified);

/// <summary>A multipart upload that was begun and neither completed nor aborted.</summary>
internal sealed record Upload(string Id, string Bucket, string Key, DateTimeOffset Initiated, ObjectProperties Properties);

/// <summary>One uploaded part; <see cref="Checksum"/> in base64 where the client chose an algorithm.</summary>
internal sealed record Part(int Number, long Version, long Size, string ETag, DateTimeOffset Modified, string? Checksum);

/// <summary>A range of a blob; <see cref="Data"/> holds the whole blob where it lies in the index.</summary>
internal sealed record Segment(long Blob, long Start, long Size, byte[]? Data);
