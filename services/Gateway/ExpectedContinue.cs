namespace MlPlatform.Gateway;

/// <summary>Requests with <c>Expect: 100-continue</c> that get their last answer without having been told to go on.</summary>
/// <remarks>Kestrel says "continue" when a body is first read: never for an empty body, never for a request that is refused. botocore (every boto3
/// and AWS CLI) then misreads the next answer on that connection and waits for a minute, so the connection ends with the answer.</remarks>
internal static class ExpectedContinue
{
    /// <summary>Ends the connection after the answer when the client waited to be told to go on.</summary>
    public static void CloseAfterAnswer(HttpContext http)
    {
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && http.Request.Headers.Expect.Count > 0) http.Response.Headers.Connection = "close";
    }
}
