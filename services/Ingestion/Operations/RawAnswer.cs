using MlPlatform.Contracts;

namespace MlPlatform.Ingestion.Operations;

/// <summary>The head of an answer whose body the operation writes itself.</summary>
internal static class RawAnswer
{
    public static void Begin(HttpContext http)
    {
        http.Response.ContentType = "application/x-amz-json-1.1";
        if (http.Request.Headers.TryGetValue(PlatformHeaders.RequestId, out var requestId)) http.Response.Headers[PlatformHeaders.RequestId] = requestId;
    }
}
