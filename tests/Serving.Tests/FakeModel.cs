using System.Buffers;
using System.Text;
using MlPlatform.Serving.Hosting;

namespace MlPlatform.Serving.Tests;

/// <summary>A model that answers with its own name, or fails as told.</summary>
internal sealed class FakeModel(string name) : IModelHost
{
    public int Status { get; set; } = 200;

    public bool Disposed { get; private set; }

    public string? Fault { get; set; }

    public ValueTask<ModelAnswer> InvokeAsync(ModelRequest request, IBufferWriter<byte> response, CancellationToken cancellationToken)
    {
        if (Status >= 400) return ValueTask.FromResult(new ModelAnswer(Status, null, "no good"));
        response.Write(Encoding.UTF8.GetBytes($"{name}:{Encoding.UTF8.GetString(request.Body.Span)}"));
        return ValueTask.FromResult(new ModelAnswer(200, "text/csv"));
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
