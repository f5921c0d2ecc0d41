namespace MlPlatform.Serving.Invocations;

/// <summary>Reads a whole request body into rented memory.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is larger than allowed.</summary>
    public static async ValueTask<PooledBuffer?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit) return null;
        // One byte more than announced, so that the last read sees the end without growing the buffer.
        var buffer = request.ContentLength is { } length ? new PooledBuffer((int)length + 1) : new PooledBuffer();
        var whole = false;
        try
        {
            while (!whole && buffer.Length <= limit)
            {
                var read = await request.Body.ReadAsync(buffer.GetMemory(), cancellationToken);
                buffer.Advance(read);
                whole = read == 0;
            }

            return whole ? buffer : null;
        }
        finally
        {
            if (!whole) buffer.Dispose();
        }
    }
}
