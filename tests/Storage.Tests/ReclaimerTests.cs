using MlPlatform.Storage.Blobs;
using MlPlatform.Storage.Options;
using MlPlatform.Testing;

namespace MlPlatform.Storage.Tests;

public sealed class ReclaimerTests
{
    [Fact]
    public void Discard_WhileAReaderIsInside_DeletesOnlyWhenItLeaves()
    {
        using var folder = new TemporaryFolder();
        var blobs = new BlobFolder(Microsoft.Extensions.Options.Options.Create(new StorageOptions { Folder = folder.Path }));
        var reclaimer = new Reclaimer(blobs);
        File.WriteAllText(blobs.PathOf(1), "content");

        var reading = reclaimer.BeginReading();
        reclaimer.Discard([1]);
        var later = reclaimer.BeginReading();
        Assert.True(File.Exists(blobs.PathOf(1)));

        reading.Dispose();
        Assert.False(File.Exists(blobs.PathOf(1)));
        later.Dispose();
    }
}
