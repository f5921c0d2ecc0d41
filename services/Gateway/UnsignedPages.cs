namespace MlPlatform.Gateway;

/// <summary>The few things that may be asked without a signature.</summary>
internal static class UnsignedPages
{
    /// <summary>Answers health, and tells a sidecar that the Gateway subscribes to nothing.</summary>
    public static bool TryAnswer(HttpContext http)
    {
        var path = http.Request.Path;
        if (!HttpMethods.IsGet(http.Request.Method)) return false;
        if (path == "/healthz") return Answer(http, StatusCodes.Status200OK);
        return path.StartsWithSegments("/dapr", StringComparison.Ordinal) && Answer(http, StatusCodes.Status404NotFound);
    }

    private static bool Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return true;
    }
}
