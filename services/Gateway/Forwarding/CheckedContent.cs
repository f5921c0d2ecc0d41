using System.Net;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>A signed payload on its way to the service: checked as it passes, cut short when it is not what was signed.</summary>
internal sealed class CheckedContent(SignedPayload payload, HttpContext http) : HttpContent
{
    /// <summary>What was wrong with the payload, once that is known.</summary>
    public SignatureFault Fault { get; private set; }

    /// <summary>The content to forward; null for an empty payload, which is checked at once since nothing of it could be held back.</summary>
    public static async Task<CheckedContent?> CreateAsync(SignedPayload payload, HttpContext http)
    {
        if (payload.Length > 0) return new CheckedContent(payload, http);
        try
        {
            await payload.CopyToAsync(http.Request.BodyReader, Stream.Null, http.RequestAborted).ConfigureAwait(false);
            return null;
        }
        catch (PayloadFaultException refused)
        {
            throw new RefusedException(Aws.Protocols.SignatureErrors.For(refused.Fault, Aws.Protocols.AwsProtocol.S3), refused);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        try
        {
            await payload.CopyToAsync(http.Request.BodyReader, stream, cancellationToken).ConfigureAwait(false);
        }
        catch (PayloadFaultException refused)
        {
            Fault = refused.Fault;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = payload.Length;
        return true;
    }
}
