namespace MlPlatform.Dapr;

/// <summary>An invocation that failed or was answered with an error status.</summary>
public class InvocationException(string appId, string methodName, Exception innerException, HttpResponseMessage? response = null)
    : DaprException($"An exception occurred while invoking method: '{methodName}' on app-id: '{appId}'", innerException)
{
    /// <summary>The app that was invoked.</summary>
    public string AppId { get; } = appId;

    /// <summary>The method that was invoked.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>The answer, when there was one.</summary>
    public HttpResponseMessage? Response { get; } = response;
}
