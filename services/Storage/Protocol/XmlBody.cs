using System.Xml;
using System.Xml.Linq;
using MlPlatform.Storage.Checksums;

namespace MlPlatform.Storage.Protocol;

/// <summary>Reads the small XML bodies that some operations take; names are matched whatever their namespace.</summary>
internal static class XmlBody
{
    private const int MaximumBytes = 4 * 1024 * 1024;
    private const int BufferBytes = 16 * 1024;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };

    /// <summary>The body's root element, or null where there is no body.</summary>
    public static async Task<XElement?> ReadAsync(S3Request request, CancellationToken cancellationToken)
    {
        var checks = BodyChecks.Of(request);
        using var digest = new ContentDigest(checks.Algorithm);
        var body = new MemoryStream();
        var buffer = new byte[BufferBytes];
        for (int read; (read = await request.Http.Request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (body.Length + read > MaximumBytes) throw new S3Exception(S3Error.MalformedXml, $"The XML body is longer than {MaximumBytes} bytes.");
            digest.Append(buffer.AsSpan(0, read));
            await body.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        checks.Verify(digest);
        return body.Length == 0 ? null : Parse(body);
    }

    /// <summary>The body's root element, which must have a certain name.</summary>
    public static async Task<XElement> RequireAsync(S3Request request, string root, CancellationToken cancellationToken)
    {
        var element = await ReadAsync(request, cancellationToken);
        return element?.Name.LocalName == root ? element : throw Malformed();
    }

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    public static string? Text(this XElement element, string name) => element.Children(name).FirstOrDefault()?.Value;

    public static S3Exception Malformed() =>
        new(S3Error.MalformedXml, "The XML you provided was not well-formed or did not validate against our published schema");

    private static XElement Parse(MemoryStream body)
    {
        body.Position = 0;
        try
        {
            using var reader = XmlReader.Create(body, Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw Malformed();
        }
    }
}
