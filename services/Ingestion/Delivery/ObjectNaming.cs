using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MlPlatform.Ingestion.Delivery;

/// <summary>Names of delivered objects. They follow from the records' place in their source alone, so that the same range has the same name.</summary>
internal sealed class ObjectNaming
{
    private const string ProcessingFailed = "processing-failed";
    private const string GzipExtension = ".gz";
    private const int RandomLength = 11;

    private readonly DeliveryStreamRecord _stream;
    private readonly PrefixTemplate _objects;
    private readonly PrefixTemplate _errors;

    public ObjectNaming(DeliveryStreamRecord stream)
    {
        _stream = stream;
        _objects = PrefixTemplate.ForObjects(stream.Destination.Prefix);
        _errors = PrefixTemplate.ForErrors(stream.Destination.ErrorOutputPrefix, stream.Destination.Prefix);
    }

    public string ObjectKey(string source, long first, DateTimeOffset oldest) => _objects.Evaluate(Values(source, first, oldest)) + Name(source, first, oldest) + Extension();

    public string ErrorKey(string source, long first, DateTimeOffset oldest) => _errors.Evaluate(Values(source, first, oldest)) + Name(source, first, oldest);

    private PrefixValues Values(string source, long first, DateTimeOffset oldest)
    {
        var count = 0;
        return new PrefixValues(oldest, () => Letters(Seed(source, first, "random" + count++)), ProcessingFailed);
    }

    private string Name(string source, long first, DateTimeOffset oldest) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_stream.Name}-{_stream.VersionId}-{oldest.UtcDateTime:yyyy-MM-dd-HH-mm-ss}-{new Guid(Seed(source, first, "name").AsSpan(0, 16))}");

    private string Extension()
    {
        if (_stream.Destination.FileExtension is { Length: > 0 } extension) return extension;
        return _stream.Destination.CompressionFormat == DestinationRules.Gzip ? GzipExtension : "";
    }

    private byte[] Seed(string source, long first, string purpose) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_stream.Folder}|{source}|{first}|{purpose}")));

    private static string Letters(byte[] seed)
    {
        const string alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        return string.Create(RandomLength, seed, (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++) text[i] = alphabet[bytes[i] % alphabet.Length];
        });
    }
}
