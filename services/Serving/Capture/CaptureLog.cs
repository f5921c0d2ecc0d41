using System.Threading.Channels;
using MlPlatform.Contracts.SageMaker.Endpoints;
using MlPlatform.Serving.Hosting;

namespace MlPlatform.Serving.Capture;

/// <summary>A line on its way to the file of its endpoint and variant.</summary>
internal sealed record CapturedLine(string DestinationS3Uri, string Endpoint, string Variant, DateTimeOffset Time, byte[] Bytes);

/// <summary>Takes what is to be kept of the traffic. Where the disk cannot follow, requests wait: nothing is dropped.</summary>
internal sealed class CaptureLog(TimeProvider time)
{
    private const int QueueLength = 4096;
    private const double GoldenRatio = 0.6180339887498949;

    private readonly Channel<CapturedLine> _lines = Channel.CreateBounded<CapturedLine>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private long _count;

    public ChannelReader<CapturedLine> Lines => _lines.Reader;

    /// <summary>Keeps an exchange if it falls into the sample.</summary>
    public ValueTask KeepAsync(
        EndpointRoute route, string variant, ModelRequest request, ModelAnswer answer, ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        var config = route.Capture!;
        if (config.EnableCapture == false || !IsInSample(config)) return ValueTask.CompletedTask;
        var now = time.GetUtcNow();
        var line = CaptureRecord.Write(config, request, answer, response, now);
        return _lines.Writer.WriteAsync(new CapturedLine(config.DestinationS3Uri, route.Name, variant, now, line), cancellationToken);
    }

    /// <summary>No more lines come.</summary>
    public void Complete() => _lines.Writer.TryComplete();

    /// <summary>Spreads the sample evenly: of a hundred requests in a row, as many as the percentage says, give or take one.</summary>
    private bool IsInSample(DataCaptureConfig config)
    {
        if (config.InitialSamplingPercentage is null or >= 100) return true;
        var turn = Interlocked.Increment(ref _count) * GoldenRatio;
        return (turn - Math.Floor(turn)) * 100 < config.InitialSamplingPercentage;
    }
}
