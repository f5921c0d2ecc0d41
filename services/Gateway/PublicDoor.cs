using MlPlatform.Aws;
using MlPlatform.Aws.Protocols;
using MlPlatform.Aws.Signing;
using MlPlatform.Contracts;

namespace MlPlatform.Gateway;

/// <summary>Takes every public request: reads its signature, finds its owner, checks it, and hands it on or answers it.</summary>
internal sealed class PublicDoor(
    GatewayOptions options, SignatureVerifier verifier, SidecarForwarder forwarder, IdentityOperations identity, ILogger<PublicDoor> log)
{
    private readonly Router _router = new(options);

    public async Task HandleAsync(HttpContext http)
    {
        var fault = RequestSignature.Read(http.Request, out var signature);
        if (fault == SignatureFault.Missing && UnsignedPages.TryAnswer(http)) return;

        var route = _router.Find(http.Request, signature);
        var requestId = Guid.NewGuid().ToString();
        try
        {
            WriteRequestId(http.Response, route.Protocol, requestId);
            if (http.Request.ContentLength == 0) ExpectedContinue.CloseAfterAnswer(http);
            if (signature is null) throw Refusal(fault, route.Protocol);
            if (route.Limit is { } limit) await HandleHeldAsync(http, route, signature, requestId, limit).ConfigureAwait(false);
            else await HandleStreamedAsync(http, route, signature, requestId).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            await RefuseAsync(http, route, refused.Error, requestId).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.Abandoned(log);
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            // The last door: the cause is logged here, and the client is told to try again.
            Log.Failed(log, failure);
            var error = new WireError(500, AwsErrorCode.InternalFailure.Name, "The Gateway failed unexpectedly; its log has the cause.");
            await RefuseAsync(http, route, error, requestId).ConfigureAwait(false);
        }
    }

    /// <summary>Bodies whose hash is part of the signature and that are small: read whole, check, forward.</summary>
    private async Task HandleHeldAsync(HttpContext http, Route route, RequestSignature signature, string requestId, int limit)
    {
        using var body = new HeldBody(limit);
        await body.ReadAsync(http.Request, http.RequestAborted).ConfigureAwait(false);
        var check = verifier.Verify(http.Request, signature, body.Hash);
        if (check.Fault != SignatureFault.None) throw Refusal(check.Fault, route.Protocol);
        if (route.Refusal is not null) throw new RefusedException(route.Refusal);

        var caller = new Caller(check.Credential!, RegionOf(signature), requestId);
        if (route.AppId is null) await identity.AnswerAsync(http, body.Bytes, caller).ConfigureAwait(false);
        else await forwarder.ForwardAsync(http, route, signature.Target, caller, body.ToContent()).ConfigureAwait(false);
    }

    /// <summary>Objects: check the signature over the stated hash, then check the payload as it passes.</summary>
    private async Task HandleStreamedAsync(HttpContext http, Route route, RequestSignature signature, string requestId)
    {
        var statedHash = SignedPayload.StatedHash(http.Request, signature);
        if (string.IsNullOrEmpty(statedHash)) throw Refusal(SignatureFault.MissingPayloadHash, route.Protocol);
        var check = verifier.Verify(http.Request, signature, statedHash);
        if (check.Fault != SignatureFault.None) throw Refusal(check.Fault, route.Protocol);
        var fault = SignedPayload.Create(http.Request, signature, statedHash, check.SigningKey, out var payload);
        if (fault != SignatureFault.None) throw Refusal(fault, route.Protocol);

        var caller = new Caller(check.Credential!, RegionOf(signature), requestId);
        var content = await CheckedContent.CreateAsync(payload!, http).ConfigureAwait(false);
        await forwarder.ForwardAsync(http, route, signature.Target, caller, content).ConfigureAwait(false);
    }

    private Task RefuseAsync(HttpContext http, Route route, WireError error, string requestId)
    {
        Log.Refused(log, http.Request.Method, route.AppId ?? AppIds.Gateway, error.Code);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        ExpectedContinue.CloseAfterAnswer(http);
        return AwsErrorWriter.WriteAsync(http, route.Protocol, error, requestId);
    }

    private string RegionOf(RequestSignature signature) => signature.Scope.Region.Length > 0 ? signature.Scope.Region : options.Region;

    private static RefusedException Refusal(SignatureFault fault, AwsProtocol protocol) => new(SignatureErrors.For(fault, protocol));

    private static void WriteRequestId(HttpResponse response, AwsProtocol protocol, string requestId)
    {
        response.Headers[protocol == AwsProtocol.S3 ? "x-amz-request-id" : "x-amzn-RequestId"] = requestId;
        if (protocol == AwsProtocol.S3) response.Headers["x-amz-id-2"] = requestId;
    }
}
