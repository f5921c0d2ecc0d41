using MlPlatform.Dapr.Runtime.Core.PubSub;
using MlPlatform.Dapr.Runtime.Storage;
using MlPlatform.Testing;

namespace MlPlatform.Dapr.Runtime.Tests.PubSub;

public sealed class MessageStoreTests : IAsyncLifetime
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private Database _database = null!;
    private MessageStore _messages = null!;

    public Task InitializeAsync()
    {
        Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Messages_AreReadInTheOrderOfPublishing()
    {
        await PublishAsync(1, 2, 3);
        var subscriber = await SubscribeAsync();

        var first = _messages.Read(subscriber.TopicId, subscriber.Cursor, 2);

        Assert.Equal([1, 2], first.Select(message => (int)message.Body[0]));
        Assert.Equal([3], _messages.Read(subscriber.TopicId, first[^1].Sequence, 2).Select(message => (int)message.Body[0]));
    }

    [Fact]
    public async Task Sequence_AfterEverythingWasTrimmed_IsNotReused()
    {
        await PublishAsync(1);
        var subscriber = await SubscribeAsync();
        var last = _messages.Read(subscriber.TopicId, 0, 1)[0].Sequence;
        await _messages.MoveCursorAsync(subscriber.Id, last, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await _messages.TrimAsync(Retention, CancellationToken.None));

        await _database.DisposeAsync();
        Open();
        await PublishAsync(2);

        Assert.Equal([2], _messages.Read(subscriber.TopicId, last, 10).Select(message => (int)message.Body[0]));
    }

    [Fact]
    public async Task Trim_KeepsWhatASubscriberHasNotRead()
    {
        await PublishAsync(1, 2);
        var subscriber = await SubscribeAsync();
        await _messages.MoveCursorAsync(subscriber.Id, _messages.Read(subscriber.TopicId, 0, 1)[0].Sequence, CancellationToken.None);
        _time.Advance(Retention * 2);

        Assert.Equal(1, await _messages.TrimAsync(Retention, CancellationToken.None));
        Assert.Single(_messages.Read(subscriber.TopicId, 0, 10));
    }

    [Fact]
    public async Task Trim_KeepsWhatIsToBeRetried()
    {
        await PublishAsync(1);
        var subscriber = await SubscribeAsync();
        var sequence = _messages.Read(subscriber.TopicId, 0, 1)[0].Sequence;
        await _messages.SaveRetryAsync(subscriber.Id, new RetryEntry(sequence, 1, 0), CancellationToken.None);
        await _messages.MoveCursorAsync(subscriber.Id, sequence, CancellationToken.None);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await _messages.TrimAsync(Retention, CancellationToken.None));
        await _messages.RemoveRetryAsync(subscriber.Id, sequence, CancellationToken.None);
        Assert.Equal(1, await _messages.TrimAsync(Retention, CancellationToken.None));
    }

    [Fact]
    public async Task Trim_KeepsUnclaimedMessagesForTheRetention()
    {
        await PublishAsync(1);
        _time.Advance(Retention / 2);
        Assert.Equal(0, await _messages.TrimAsync(Retention, CancellationToken.None));
        _time.Advance(Retention);

        Assert.Equal(1, await _messages.TrimAsync(Retention, CancellationToken.None));
    }

    [Fact]
    public async Task DeadLetter_MovesTheMessageAndItsRetryInOne()
    {
        await PublishAsync(1);
        var subscriber = await SubscribeAsync();
        var sequence = _messages.Read(subscriber.TopicId, 0, 1)[0].Sequence;
        await _messages.SaveRetryAsync(subscriber.Id, new RetryEntry(sequence, 3, 0), CancellationToken.None);

        await _messages.DeadLetterAsync(subscriber.Id, sequence, ("pubsub", "dead"), new NewMessage([9], false, null), CancellationToken.None);

        Assert.Empty(_messages.Retries(subscriber.Id));
        var dead = await _messages.SubscribeAsync("pubsub", "dead", "app", CancellationToken.None);
        Assert.Equal([9], _messages.Read(dead.TopicId, 0, 10).Single().Body);
    }

    private void Open()
    {
        _database = Database.Open(_folder.Path);
        _messages = new MessageStore(_database, _time);
    }

    private Task PublishAsync(params byte[] bodies) =>
        _messages.AppendAsync("pubsub", "topic", [.. bodies.Select(body => new NewMessage([body], false, null))], CancellationToken.None);

    private Task<Subscriber> SubscribeAsync() => _messages.SubscribeAsync("pubsub", "topic", "app", CancellationToken.None);
}
