using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MlPlatform.Aws;

namespace MlPlatform.Ingestion.Streams;

/// <summary>A place in a shard, as the opaque text that clients hand back; it is good for five minutes.</summary>
internal sealed record ShardIterator(string StreamArn, string StreamFolder, string ShardId, long Index, DateTimeOffset Issued)
{
    private const string Version = "1";
    private const char Separator = '|';
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        Separator, Version, StreamArn, StreamFolder, ShardId, Index.ToString(CultureInfo.InvariantCulture),
        Issued.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))));

    /// <exception cref="AwsException">The text is no iterator, or one that has expired.</exception>
    public static ShardIterator Parse(string text, DateTimeOffset now)
    {
        var fields = Fields(text);
        if (fields.Length != 6 || fields[0] != Version
            || !long.TryParse(fields[4], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !long.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            throw new AwsException(AwsErrorCode.InvalidArgument, "Invalid ShardIterator.");
        }

        var issued = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        if (now - issued > Lifetime)
        {
            throw new AwsException(AwsErrorCode.ExpiredIterator, string.Create(
                CultureInfo.InvariantCulture,
                $"Iterator expired. The iterator was created at time {issued:R} while right now it is {now:R} which is further in the future than the tolerated delay of {Lifetime.TotalMilliseconds} milliseconds."));
        }

        return new ShardIterator(fields[1], fields[2], fields[3], index, issued);
    }

    private static string[] Fields(string text)
    {
        if (text.Length > 512 || !Base64Url.IsValid(text)) return [];
        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
    }
}
