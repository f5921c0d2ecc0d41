using MlPlatform.Dapr.Runtime.Storage;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Changes_WrittenTogether_AreAllThere()
    {
        await using var database = Database.Open(_folder.Path);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => database.WriteAsync(Insert($"k{number}"), CancellationToken.None)));

        Assert.Equal(500, Count(database));
    }

    [Fact]
    public async Task Change_ThatFails_TakesNoOtherDown()
    {
        await using var database = Database.Open(_folder.Path);

        var good = Enumerable.Range(0, 50).Select(number => database.WriteAsync(Insert($"k{number}"), CancellationToken.None)).ToList();
        var bad = database.WriteAsync(
            session =>
            {
                Insert("half")(session);
                session.Execute("INSERT INTO nowhere VALUES (1)");
            },
            CancellationToken.None);
        good.AddRange(Enumerable.Range(50, 50).Select(number => database.WriteAsync(Insert($"k{number}"), CancellationToken.None)));

        await Assert.ThrowsAsync<StorageException>(() => bad);
        await Task.WhenAll(good);
        Assert.Equal(100, Count(database));
    }

    [Fact]
    public async Task Change_Acknowledged_IsInTheFilesAtOnce()
    {
        await using var database = Database.Open(_folder.File("live"));
        await database.WriteAsync(Insert("k"), CancellationToken.None);

        // What a kill would leave: the files as they are, the writer's connection still open.
        Directory.CreateDirectory(_folder.File("copy"));
        foreach (var file in Directory.EnumerateFiles(_folder.File("live"), "runtime.db*"))
        {
            await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var target = File.Create(Path.Combine(_folder.File("copy"), Path.GetFileName(file)));
            await source.CopyToAsync(target);
        }

        await using var copy = Database.Open(_folder.File("copy"));
        Assert.Equal(1, Count(copy));
    }

    [Fact]
    public async Task Folder_HeldByAnother_IsRefusedInOneSentence()
    {
        await using var first = Database.Open(_folder.Path);

        var refused = Assert.Throws<DaprRuntimeException>(() => Database.Open(_folder.Path));

        Assert.Contains("held by another runtime", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_OfANewerVersion_IsRefusedInOneSentence()
    {
        await using (Database.Open(_folder.Path))
        {
        }

        using (var session = new SqlSession(_folder.File("runtime.db"), readOnly: false)) session.Script("PRAGMA user_version=99");

        var refused = Assert.Throws<DaprRuntimeException>(() => Database.Open(_folder.Path));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    private static Action<SqlSession> Insert(string key) => session =>
        session.Execute("INSERT INTO state (store, key, value, etag) VALUES ('s', ?, ?, '1')", key, new byte[] { 1 });

    private static long? Count(Database database) => database.Read(session => session.Scalar("SELECT count(*) FROM state"));
}
