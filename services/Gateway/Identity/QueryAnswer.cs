using System.Xml.Linq;

namespace MlPlatform.Gateway;

/// <summary>The answer of a query-protocol operation.</summary>
/// <param name="Namespace">The XML namespace of its service.</param>
/// <param name="Result">The members of the result, without namespace.</param>
internal sealed record QueryAnswer(string Namespace, params XElement[] Result)
{
    /// <summary>The whole document, as clients of the query protocol read it.</summary>
    public string ToXml(string action, string requestId)
    {
        XNamespace space = Namespace;
        var document = new XElement(space + $"{action}Response",
            new XElement(space + $"{action}Result", Result.Select(member => Qualify(member, space))),
            new XElement(space + "ResponseMetadata", new XElement(space + "RequestId", requestId)));
        return document.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Qualify(XElement element, XNamespace space) =>
        new(space + element.Name.LocalName, element.HasElements ? element.Elements().Select(child => Qualify(child, space)) : element.Value);
}
