using System.Xml;
using MlPlatform.Storage.Index;

namespace MlPlatform.Storage.Protocol;

/// <summary>What the two listings of objects share: the common parameters, and how contents are written.</summary>
internal sealed class ListingAnswer
{
    public const int LargestPage = 1000;
    private readonly bool _encodes;
    private readonly string _account;

    public ListingAnswer(S3Request request, string after)
    {
        var encoding = request.Query("encoding-type");
        if (!string.IsNullOrEmpty(encoding) && encoding != "url")
        {
            throw S3Exception.InvalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request");
        }

        _encodes = encoding == "url";
        _account = request.Account;
        MaxKeys = request.QueryNumber("max-keys", LargestPage, 0, LargestPage);
        Query = new ListingQuery(request.Bucket, request.Query("prefix") ?? "", request.Query("delimiter") ?? "", after, MaxKeys);
    }

    public ListingQuery Query { get; }

    public int MaxKeys { get; }

    public string Encoded(string text) => _encodes ? UrlEncoding.Encode(text) : text;

    public void WriteHead(XmlWriter xml, ListingPage page)
    {
        xml.WriteElementString("Name", Query.Bucket);
        xml.WriteElementString("Prefix", Encoded(Query.Prefix));
        if (Query.Delimiter.Length > 0) xml.WriteElementString("Delimiter", Encoded(Query.Delimiter));
        if (_encodes) xml.WriteElementString("EncodingType", "url");
        xml.WriteNumber("MaxKeys", MaxKeys);
        xml.WriteFlag("IsTruncated", page.IsTruncated);
    }

    public void WriteContents(XmlWriter xml, ListingPage page, bool withOwner)
    {
        foreach (var item in page.Objects)
        {
            xml.WriteStartElement("Contents");
            xml.WriteElementString("Key", Encoded(item.Key));
            xml.WriteElementString("LastModified", XmlAnswer.Time(item.Modified));
            xml.WriteElementString("ETag", PropertyHeaders.Quote(item.ETag));
            xml.WriteNumber("Size", item.Size);
            if (withOwner) xml.WriteOwner("Owner", _account);
            xml.WriteElementString("StorageClass", "STANDARD");
            xml.WriteEndElement();
        }

        foreach (var prefix in page.CommonPrefixes)
        {
            xml.WriteStartElement("CommonPrefixes");
            xml.WriteElementString("Prefix", Encoded(prefix));
            xml.WriteEndElement();
        }
    }
}
