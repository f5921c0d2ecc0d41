using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Serving.Capture;
using MlPlatform.Serving.Hosting;

namespace MlPlatform.Serving.Invocations;

/// <summary>InvokeEndpoint: the way of every prediction. It reads no document, takes no lock and parses no JSON of its own.</summary>
internal sealed class InvocationApi(RoutingTable routes, CaptureLog captures)
{
    public const int LargestBody = 6 * 1024 * 1024;

    public async Task InvokeAsync(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["name"]!;
        if (routes.Find(name) is not { } route)
        {
            var account = http.Request.Headers[PlatformHeaders.AccountId].ToString();
            await InvocationErrors.WriteAsync(http, AwsErrorCode.ValidationError, $"Endpoint {name} of account {account} not found.");
            return;
        }

        var target = http.Request.Headers[InvocationHeaders.TargetVariant];
        if (route.Choose(target.Count == 0 ? null : target.ToString()) is not { } variant)
        {
            await InvocationErrors.WriteAsync(http, AwsErrorCode.ValidationError, $"Variant {target} of endpoint {name} not found.");
            return;
        }

        using var body = await RequestBody.ReadAsync(http.Request, LargestBody, http.RequestAborted);
        if (body is null)
        {
            await InvocationErrors.WriteAsync(http, AwsErrorCode.ValidationError, $"The request body is larger than {LargestBody} bytes.");
            return;
        }

        await AnswerAsync(http, route, variant, body);
    }

    private async Task AnswerAsync(HttpContext http, EndpointRoute route, LiveVariant variant, PooledBuffer body)
    {
        var headers = http.Request.Headers;
        var request = new ModelRequest(
            body.Written,
            http.Request.ContentType,
            headers.Accept is [{ } accept] ? accept : null,
            headers[InvocationHeaders.CustomAttributes] is [{ } attributes] ? attributes : null,
            headers[InvocationHeaders.InferenceId] is [{ } inference] ? inference : null,
            headers[InvocationHeaders.TargetModel] is [{ } model] ? model : null);
        using var response = new PooledBuffer();
        var answer = await variant.Host.InvokeAsync(request, response, http.RequestAborted);
        variant.Health.Count(answer.Status);

        http.Response.Headers[InvocationHeaders.InvokedVariant] = variant.Name;
        if (headers.TryGetValue(PlatformHeaders.RequestId, out var requestId)) http.Response.Headers[PlatformHeaders.RequestId] = requestId;
        if (answer.Status >= StatusCodes.Status400BadRequest)
        {
            await InvocationErrors.WriteModelErrorAsync(http, route.Name, answer);
            return;
        }

        if (route.Capture is not null) await captures.KeepAsync(route, variant.Name, request, answer, response.Written, http.RequestAborted);
        if (answer.CustomAttributes is not null) http.Response.Headers[InvocationHeaders.CustomAttributes] = answer.CustomAttributes;
        http.Response.ContentType = answer.ContentType;
        http.Response.ContentLength = response.Length;
        await http.Response.BodyWriter.WriteAsync(response.Written, http.RequestAborted);
    }
}
