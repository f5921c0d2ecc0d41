using Amazon.Runtime;
using Amazon.S3;
using MlPlatform.Jobs;

namespace MlPlatform.Serving.Capture;

/// <summary>Brings closed files of captured traffic to S3, again and again until S3 has them.</summary>
internal sealed partial class CaptureUploader(CaptureFolder folder, IAmazonS3 objects, TimeProvider time, ILogger<CaptureUploader> logger) : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _work = new(0);

    /// <summary>There may be something to upload.</summary>
    public void Wake() => _work.Release();

    /// <summary>What is closed by then is uploaded before the service ends; what cannot be is uploaded by its next run.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await UploadAllAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _work.WaitAsync(stoppingToken);
            while (!await UploadAllAsync(stoppingToken)) await Task.Delay(RetryPause, time, stoppingToken);
        }
    }

    /// <returns>False when something could not be uploaded.</returns>
    internal async Task<bool> UploadAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (file, address, forget) in folder.Closed())
            {
                if (File.Exists(file)) await new ObjectTransfer(objects).UploadFileAsync(file, S3Location.Parse(address), cancellationToken);
                forget();
            }

            return true;
        }
        catch (Exception fault) when (fault is AmazonClientException or AmazonServiceException or HttpRequestException or JobInputException or IOException)
        {
            LogUploadFailed(fault.Message);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Captured traffic could not be uploaded and is tried again: {Reason}")]
    private partial void LogUploadFailed(string reason);
}
