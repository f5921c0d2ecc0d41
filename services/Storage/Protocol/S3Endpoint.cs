using Microsoft.Data.Sqlite;

namespace MlPlatform.Storage.Protocol;

/// <summary>Takes every request that is not the platform's own: finds the operation, runs it, turns what goes wrong into S3's error.</summary>
internal sealed partial class S3Endpoint(IServiceProvider services, ILogger<S3Endpoint> logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        S3Request request;
        try
        {
            request = new S3Request(http);
        }
        catch (S3Exception exception)
        {
            http.Response.StatusCode = exception.Error.Status;
            return;
        }

        http.Response.Headers["x-amz-request-id"] = request.RequestId;
        http.Response.Headers["x-amz-id-2"] = request.RequestId;
        try
        {
            var operation = (IS3Operation)services.GetRequiredService(S3Route.Find(request));
            await operation.HandleAsync(request, http.RequestAborted);
        }
        catch (S3Exception exception)
        {
            await AnswerAsync(request, exception);
        }
        catch (BadHttpRequestException)
        {
            await AnswerAsync(request, new S3Exception(S3Error.IncompleteBody, "The body ended before the number of bytes that was announced."));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            ClientLeft(request.RequestId);
        }
        catch (Exception exception) when (exception is IOException or SqliteException or InvalidDataException)
        {
            Failed(exception, request.RequestId);
            await AnswerAsync(request, new S3Exception(S3Error.InternalError, "We encountered an internal error. Please try again."));
        }
    }

    private static async Task AnswerAsync(S3Request request, S3Exception exception)
    {
        if (request.Response.HasStarted)
        {
            request.Http.Abort();
            return;
        }

        request.Response.Clear();
        request.Response.Headers["x-amz-request-id"] = request.RequestId;
        await XmlAnswer.WriteErrorAsync(request, exception, request.Http.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Debug, "Client of request {RequestId} left before the answer.")]
    private partial void ClientLeft(string requestId);

    [LoggerMessage(2, LogLevel.Error, "Request {RequestId} failed.")]
    private partial void Failed(Exception exception, string requestId);
}
