using System.Net;
using System.Text;
using MlPlatform.Testing;

namespace MlPlatform.Clarify.Tests.Endpoints;

/// <summary>A SageMaker runtime whose one model is a function of the request's body.</summary>
internal sealed class ModelStub : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Func<string, (int Status, string Body)> model;
    private readonly Task serving;

    public ModelStub(Func<string, (int Status, string Body)> model)
    {
        this.model = model;
        Endpoint = $"http://127.0.0.1:{FreePort.Next()}/";
        listener.Prefixes.Add(Endpoint);
        listener.Start();
        serving = ServeAsync();
    }

    public string Endpoint { get; }

    public List<string> Bodies { get; } = [];

    public List<(string Path, string? ContentType, string? Accept, string? Attributes)> Requests { get; } = [];

    /// <summary>Released to let a model answer that waits for it.</summary>
    public SemaphoreSlim Released { get; } = new(0);

    /// <summary>Whether the model waits until it is released.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Called when a request has come, before it is answered.</summary>
    public Action Arrived { get; init; } = () => { };

    public ClarifyRun Run(string data, string config, CancellationToken stop = default)
    {
        var run = new ClarifyRun { Stop = stop }.WithData(data);
        run.Environment["AWS_ENDPOINT_URL"] = Endpoint;
        run.Environment["AWS_ACCESS_KEY_ID"] = run.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        run.Environment["CLARIFY_MODEL_TIMEOUT_SECONDS"] = IsSlow && !stop.CanBeCanceled ? "0.2" : "30";
        return run.Run(config);
    }

    public async ValueTask DisposeAsync()
    {
        Released.Release(100);
        listener.Close();
        await serving;
        Released.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext http)
    {
        try
        {
            using var reader = new StreamReader(http.Request.InputStream);
            var body = await reader.ReadToEndAsync();
            Arrived();
            if (IsSlow) await Released.WaitAsync();
            int status;
            string answer;
            lock (Bodies)
            {
                Bodies.Add(body);
                Requests.Add((http.Request.Url!.AbsolutePath, http.Request.ContentType, http.Request.Headers["Accept"], http.Request.Headers["X-Amzn-SageMaker-Custom-Attributes"]));
                (status, answer) = model(body);
            }

            http.Response.StatusCode = status;
            await http.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
            http.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The job gave up on this request.
        }
    }
}
