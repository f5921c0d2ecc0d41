using System.Globalization;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Serving.Capture;

/// <summary>The files of captured traffic on this machine: open ones grow, closed ones wait for their upload. Each has its S3 address beside it.</summary>
/// <remarks>The address is written first and goes last, so that after a crash every file is found and goes to the same address once more.</remarks>
internal sealed class CaptureFolder
{
    private const string Lines = ".jsonl";
    private const string Address = ".address";
    private readonly string _open;
    private readonly string _closed;

    public CaptureFolder(PlatformOptions platform)
        : this(Path.Combine(platform.DataFolder, "capture"))
    {
    }

    internal CaptureFolder(string root)
    {
        _open = Directory.CreateDirectory(Path.Combine(root, "open")).FullName;
        _closed = Directory.CreateDirectory(Path.Combine(root, "closed")).FullName;
    }

    /// <summary>Starts a file for the lines of an endpoint's variant.</summary>
    public OpenCapture Open(CapturedLine first)
    {
        var id = Guid.NewGuid().ToString("N");
        var path = string.Create(CultureInfo.InvariantCulture, $"{first.Time:yyyy/MM/dd/HH/mm-ss-fff}-{id}{Lines}");
        File.WriteAllText(Path.Combine(_open, id + Address), $"{first.DestinationS3Uri.TrimEnd('/')}/{first.Endpoint}/{first.Variant}/{path}");
        var stream = new FileStream(Path.Combine(_open, id + Lines), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        return new OpenCapture(id, stream, first.Time);
    }

    /// <summary>Hands a file over to the upload.</summary>
    public void Close(OpenCapture capture)
    {
        capture.Stream.Dispose();
        MoveToClosed(capture.Id);
    }

    /// <summary>Hands over what an earlier run of this service left open.</summary>
    public void CloseLeftovers()
    {
        foreach (var file in Directory.EnumerateFiles(_open, "*" + Address)) MoveToClosed(Path.GetFileNameWithoutExtension(file));
    }

    /// <summary>The files that wait for their upload, with their addresses.</summary>
    public IEnumerable<(string File, string S3Uri, Action Forget)> Closed()
    {
        foreach (var address in Directory.GetFiles(_closed, "*" + Address))
        {
            var file = Path.ChangeExtension(address, Lines);
            yield return (file, File.ReadAllText(address), () =>
            {
                File.Delete(file);
                File.Delete(address);
            });
        }
    }

    private void MoveToClosed(string id)
    {
        foreach (var part in new[] { Lines, Address })
        {
            var source = Path.Combine(_open, id + part);
            if (File.Exists(source)) File.Move(source, Path.Combine(_closed, id + part), overwrite: true);
        }
    }
}

/// <summary>A file that grows.</summary>
internal sealed record OpenCapture(string Id, FileStream Stream, DateTimeOffset Since);
