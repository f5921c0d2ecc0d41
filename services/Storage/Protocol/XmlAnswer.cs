using System.Globalization;
using System.Text;
using System.Xml;

namespace MlPlatform.Storage.Protocol;

/// <summary>Writes the XML documents of S3.</summary>
internal static class XmlAnswer
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Keys may hold control characters; S3 writes them as character references.
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    public static Task WriteAsync(HttpResponse response, string root, Action<XmlWriter> content, CancellationToken cancellationToken) =>
        SendAsync(response, Render(root, Namespace, content), cancellationToken);

    public static async Task WriteErrorAsync(S3Request request, S3Exception exception, CancellationToken cancellationToken)
    {
        var response = request.Response;
        response.StatusCode = exception.Error.Status;
        if (request.IsHead || exception.Error == S3Error.NotModified) return;
        var body = Render("Error", null, xml =>
        {
            xml.WriteElementString("Code", exception.Error.Code);
            xml.WriteElementString("Message", exception.Message);
            foreach (var (name, value) in exception.Details) xml.WriteElementString(name, value);
            xml.WriteElementString("Resource", request.RawTarget.Split('?')[0]);
            xml.WriteElementString("RequestId", request.RequestId);
        });
        await SendAsync(response, body, cancellationToken);
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteNumber(this XmlWriter xml, string name, long value) =>
        xml.WriteElementString(name, value.ToString(CultureInfo.InvariantCulture));

    public static void WriteFlag(this XmlWriter xml, string name, bool value) => xml.WriteElementString(name, value ? "true" : "false");

    public static void WriteOwner(this XmlWriter xml, string name, string account)
    {
        xml.WriteStartElement(name);
        xml.WriteElementString("ID", account);
        xml.WriteElementString("DisplayName", account);
        xml.WriteEndElement();
    }

    private static MemoryStream Render(string root, string? xmlNamespace, Action<XmlWriter> content)
    {
        var body = new MemoryStream();
        using (var xml = XmlWriter.Create(body, Settings))
        {
            xml.WriteStartElement(root, xmlNamespace);
            content(xml);
            xml.WriteEndElement();
        }

        return body;
    }

    private static async Task SendAsync(HttpResponse response, MemoryStream body, CancellationToken cancellationToken)
    {
        response.ContentType = "application/xml";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken);
    }
}
