using System.Buffers;
using System.Text;
using Amazon.S3;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Serving.Hosting;
using MlPlatform.Serving.Store;
using MlPlatform.Testing;

namespace MlPlatform.Serving.Tests.Hosting;

public sealed class ServingProcessesTests : IDisposable
{
    private const string Garbage = """
        import os, socket
        listener = socket.create_server(("127.0.0.1", int(os.environ["SAGEMAKER_BIND_TO_PORT"])))
        while True:
            connection, _ = listener.accept()
            ping = b"GET /ping" in connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" if ping else b"garbage\r\n\r\n")
            connection.close()
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly AmazonS3Client _objects = new("a", "b", new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" });
    private readonly ServingProcesses _processes;

    public ServingProcessesTests() => _processes = new ServingProcesses(
        new PlatformOptions { AppId = "serving", HomeFolder = _folder.Path, DataFolder = _folder.Path, Region = "r", AccountId = "1" },
        _objects, MountNamespace.Unavailable, TimeProvider.System);

    public void Dispose()
    {
        _processes.Dispose();
        _objects.Dispose();
        _folder.Dispose();
    }

    [RequiresFact(Command = "python3")]
    public async Task Start_ScriptWithModelFn_AnswersByTheContract()
    {
        var (answer, body) = await InvokeAsync("def model_fn(folder): return 2\ndef predict_fn(rows, model): return [sum(row) * model for row in rows]");
        Assert.Equal((200, "[6.0]"), (answer.Status, body));
    }

    [RequiresFact(Command = "python3")]
    public async Task Invoke_ModelThatReturnsGarbage_IsAServerError()
    {
        var (answer, _) = await InvokeAsync(Garbage);
        Assert.Equal(500, answer.Status);
        Assert.StartsWith("The model gave no valid answer", answer.Message, StringComparison.Ordinal);
    }

    [RequiresFact(Command = "python3")]
    public async Task Start_ScriptThatExits_FailsWithItsExitCode()
    {
        var fault = await Assert.ThrowsAsync<ModelHostException>(() => InvokeAsync("import sys; sys.exit(3)"));
        Assert.Contains("exit code 3", fault.Message, StringComparison.Ordinal);
    }

    private async Task<(ModelAnswer Answer, string Body)> InvokeAsync(string script)
    {
        var folder = new JobFolder(_folder.File("job"));
        Directory.CreateDirectory(Path.Combine(folder.Model, "code"));
        await File.WriteAllTextAsync(Path.Combine(folder.Model, "code", "inference.py"), script);
        var variant = new FleetVariant
        {
            Name = "v",
            ModelName = "m",
            Container = new ServedContainer { Image = "x", Environment = new Dictionary<string, string> { ["SAGEMAKER_PROGRAM"] = "inference.py" } },
            StartupTimeoutSeconds = 60,
        };
        var endpoint = new Endpoint { Name = "e", Arn = "arn", Status = EndpointStatus.Creating, TargetConfig = "c", Region = "r", AccountId = "1" };
        await using var model = await _processes.StartAsync(folder, variant, endpoint, default);
        var response = new ArrayBufferWriter<byte>();
        var answer = await model.InvokeAsync(new ModelRequest("1,2"u8.ToArray(), "text/csv", null, null, null, null), response, default);
        return (answer, Encoding.UTF8.GetString(response.WrittenSpan));
    }
}
