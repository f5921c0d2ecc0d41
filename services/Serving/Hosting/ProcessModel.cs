using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MlPlatform.Jobs;

namespace MlPlatform.Serving.Hosting;

/// <summary>A model that a process of its own serves, by SageMaker's container contract: <c>/ping</c> and <c>/invocations</c>.</summary>
internal sealed class ProcessModel : IModelHost
{
    private const int LongestMessage = 1024;
    private const int LongestAnswer = 6 * 1024 * 1024;
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PingPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly JobRun _run;
    private readonly Task<JobOutcome> _ended;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ProcessModel(JobRun run, int port, JobSupervisor supervisor, TimeProvider time)
    {
        _run = run;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(250), UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = AnswerTimeout,
            MaxResponseContentBufferSize = LongestAnswer,
        };
        _ended = supervisor.RunAsync(run, CancellationToken.None);
    }

    public string? Fault => _ended.IsCompletedSuccessfully
        ? $"The model's container ended ({_ended.Result.End}, exit code {_ended.Result.ExitCode?.ToString() ?? "none"})."
        : null;

    /// <summary>Waits until the process says it is healthy.</summary>
    /// <exception cref="ModelHostException">It ended, or did not become healthy in time.</exception>
    public async Task WaitUntilHealthyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var deadline = _time.GetUtcNow() + timeout;
        while (!await IsHealthyAsync(cancellationToken))
        {
            if (_ended.IsCompleted) throw new ModelHostException(Fault ?? "The model's container could not be started.", _ended.Exception);
            if (_time.GetUtcNow() > deadline)
            {
                throw new ModelHostException($"The model's container did not pass the ping health check within {timeout.TotalSeconds:F0} seconds.");
            }

            await Task.Delay(PingPause, _time, cancellationToken);
        }
    }

    public async ValueTask<ModelAnswer> InvokeAsync(ModelRequest request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        using var message = Message(request);
        try
        {
            using var answer = await _http.SendAsync(message, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            var status = (int)answer.StatusCode;
            if (status >= StatusCodes.Status400BadRequest) return new ModelAnswer(status, null, Text(body));
            response.Write(body);
            return new ModelAnswer(status, answer.Content.Headers.ContentType?.ToString(), CustomAttributes: Header(answer, InvocationHeaders.CustomAttributes));
        }
        catch (HttpRequestException fault)
        {
            return new ModelAnswer(StatusCodes.Status500InternalServerError, null, $"The model gave no valid answer: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelAnswer(StatusCodes.Status500InternalServerError, null, $"The model did not answer within {AnswerTimeout.TotalSeconds:F0} seconds.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _run.Folder.RequestStop();
        await _ended.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _http.Dispose();
        if (Directory.Exists(_run.Folder.Root)) Directory.Delete(_run.Folder.Root, recursive: true);
    }

    private async Task<bool> IsHealthyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PingTimeout);
        try
        {
            using var pong = await _http.GetAsync("/ping", limit.Token);
            return pong.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static HttpRequestMessage Message(ModelRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/invocations") { Content = new ReadOnlyMemoryContent(request.Body) };
        if (request.ContentType is not null && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) message.Content.Headers.ContentType = type;
        Add("Accept", request.Accept);
        Add(InvocationHeaders.CustomAttributes, request.CustomAttributes);
        Add(InvocationHeaders.InferenceId, request.InferenceId);
        Add(InvocationHeaders.TargetModel, request.TargetModel);
        return message;

        void Add(string name, string? value)
        {
            if (value is not null) message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, LongestMessage)));
}
