using MlPlatform.Aws.Client;
using MlPlatform.Clarify.Config;
using MlPlatform.Clarify.Platform;

namespace MlPlatform.Clarify.Models.Endpoints;

/// <summary>Invokes one endpoint, again where it stumbles, and gives up within a stated time.</summary>
internal sealed class EndpointCaller(string endpoint, PredictorConfig predictor, RequestLayout layout, PlatformAccess platform)
{
    /// <summary>How often a request is sent before the job gives up.</summary>
    public const int Tries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The body of the answer.</summary>
    /// <exception cref="ClarifyException">The endpoint refuses, is not there, or does not answer in time.</exception>
    public string Invoke(byte[] body, CancellationToken cancellationToken)
    {
        var request = new EndpointInvocation(endpoint, body, layout.ContentType)
        {
            Accept = layout.Accept, CustomAttributes = predictor.CustomAttributes, TargetModel = predictor.TargetModel,
        };
        var reason = "";
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if (attempt > 0) Pause(FirstPause * Math.Pow(2, attempt - 1), cancellationToken);
            if (TryOnce(request, out var answer, out reason, cancellationToken)) return answer;
        }

        throw new ClarifyException($"{reason} It was asked {Tries} times.");
    }

    /// <summary>Sends once; a fault that may pass is a reason, any other an error.</summary>
    private bool TryOnce(EndpointInvocation request, out string answer, out string reason, CancellationToken cancellationToken)
    {
        (answer, reason) = ("", "");
        try
        {
            var response = platform.Runtime.InvokeEndpointAsync(request, cancellationToken).GetAwaiter().GetResult();
            answer = response.Body;
            if (response.IsSuccess) return true;
            reason = $"The endpoint '{endpoint}' answered {response.Status}{(response.ErrorType is { } type ? $" ({type})" : "")}: {Short(response.Body)}";
            return response.Status is 429 or >= 500 ? false : throw new ClarifyException(reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            reason = $"The endpoint '{endpoint}' did not answer within {platform.InvocationTimeout.TotalSeconds:0.###} s.";
        }
        catch (HttpRequestException fault)
        {
            reason = $"The endpoint '{endpoint}' cannot be reached: {fault.Message}.";
        }

        return false;
    }

    private static void Pause(TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.WaitHandle.WaitOne(duration);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + "...";
}
