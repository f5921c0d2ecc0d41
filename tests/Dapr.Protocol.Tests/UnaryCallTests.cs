using System.IO.Compression;
using System.Net;
using Google.Protobuf;
using MlPlatform.Dapr.Protocol.V1;

namespace MlPlatform.Dapr.Protocol.Tests;

public sealed class UnaryCallTests
{
    [Fact]
    public async Task Call_HandlerAnswers_ResponseArrives()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, Echo));

        var response = await server.Channel.CallAsync(DaprMethods.GetState, new GetStateRequest { StoreName = "store", Key = "k" }, CancellationToken.None);

        Assert.Equal("store/k", response.Data.ToStringUtf8());
    }

    [Fact]
    public async Task Call_MessageOfThreeMegabytes_ArrivesWhole()
    {
        var large = new byte[3 * 1024 * 1024];
        new Random(7).NextBytes(large);
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary<PublishEventRequest, GetStateResponse>(
            "/test/Echo", (request, _) => Task.FromResult(new GetStateResponse { Data = request.Data })));

        var response = await server.Channel.CallAsync(
            new GrpcMethod<PublishEventRequest, GetStateResponse>("/test/Echo"),
            new PublishEventRequest { Data = ByteString.CopyFrom(large) },
            CancellationToken.None);

        Assert.True(response.Data.Span.SequenceEqual(large));
    }

    [Fact]
    public async Task Call_HandlerRefuses_StatusAndTextArrive()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(
            DaprMethods.GetState, (_, _) => throw new GrpcException(GrpcStatusCode.Aborted, "50 % of ½")));

        var refused = await Refusal(server.Channel);

        Assert.Equal(GrpcStatusCode.Aborted, refused.Status);
        Assert.Equal("50 % of ½", refused.Detail);
    }

    [Fact]
    public async Task Call_HandlerFails_UnknownWithoutItsMessage()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(
            DaprMethods.GetState, (_, _) => throw new InvalidOperationException("private")));

        var refused = await Refusal(server.Channel);

        Assert.Equal(GrpcStatusCode.Unknown, refused.Status);
        Assert.DoesNotContain("private", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_MethodNotMapped_Unimplemented()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnimplemented());

        Assert.Equal(GrpcStatusCode.Unimplemented, (await Refusal(server.Channel)).Status);
    }

    [Fact]
    public async Task Call_RequestOverTheLimit_ResourceExhausted()
    {
        await using var server = await GrpcServer.StartAsync(
            app => app.MapGrpcUnary(DaprMethods.GetState, Echo), new GrpcServerOptions { MaxMessageBytes = 100 });

        var refused = await Refusal(server.Channel, new GetStateRequest { Key = new string('k', 101) });

        Assert.Equal(GrpcStatusCode.ResourceExhausted, refused.Status);
    }

    [Fact]
    public async Task Call_DeadlinePasses_BothSidesEnd()
    {
        var ended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, async (_, call) =>
        {
            await using var registration = call.CancellationToken.Register(() => ended.TrySetResult(true));
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
            return new GetStateResponse();
        }));

        var late = await Assert.ThrowsAsync<GrpcException>(() => server.Channel.CallAsync(
            DaprMethods.GetState, new GetStateRequest(), TimeSpan.FromMilliseconds(50), CancellationToken.None));

        Assert.Equal(GrpcStatusCode.DeadlineExceeded, late.Status);
        Assert.True(await ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Call_CallerCancels_CancelledOnTheClient()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, async (_, call) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, call.CancellationToken);
            return new GetStateResponse();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => server.Channel.CallAsync(DaprMethods.GetState, new GetStateRequest(), cancel.Token));
    }

    [Fact]
    public async Task Call_NobodyListens_Unavailable()
    {
        using var channel = new GrpcChannel(new Uri($"http://127.0.0.1:{Testing.FreePort.Next()}"));

        Assert.Equal(GrpcStatusCode.Unavailable, (await Refusal(channel)).Status);
    }

    [Fact]
    public async Task Call_ManyAtOnce_EachGetsItsOwnAnswer()
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, Echo));

        var responses = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => server.Channel.CallAsync(
            DaprMethods.GetState, new GetStateRequest { StoreName = "s", Key = $"{i}" }, CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"s/{i}"), responses.Select(response => response.Data.ToStringUtf8()));
    }

    [Theory]
    [InlineData("gzip", 0)]
    [InlineData("deflate", 12)]
    public async Task Request_Compressed_GzipIsReadOthersAreRefused(string encoding, int status)
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, Echo));

        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(new GetStateRequest { StoreName = "s", Key = "k" }.ToByteArray());
        }

        var frame = new byte[5 + packed.Length];
        frame[0] = 1;
        frame[4] = (byte)packed.Length;
        packed.ToArray().CopyTo(frame, 5);
        using var response = await PostAsync(server, frame, encoding);

        Assert.Equal($"{status}", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 0xFF, 0xFF })]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 })]
    public async Task Request_Malformed_InternalNotAHang(byte[] body)
    {
        await using var server = await GrpcServer.StartAsync(app => app.MapGrpcUnary(DaprMethods.GetState, Echo));

        using var response = await PostAsync(server, body, encoding: null);

        Assert.Equal("13", response.TrailingHeaders.GetValues("grpc-status").Single());
    }

    private static async Task<HttpResponseMessage> PostAsync(GrpcServer server, byte[] body, string? encoding)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, DaprMethods.GetState.Path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/grpc");
        if (encoding is not null)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        return await client.SendAsync(request);
    }

    private static Task<GrpcException> Refusal(GrpcChannel channel, GetStateRequest? request = null)
        => Assert.ThrowsAsync<GrpcException>(() => channel.CallAsync(DaprMethods.GetState, request ?? new GetStateRequest(), CancellationToken.None));

    private static Task<GetStateResponse> Echo(GetStateRequest request, GrpcServerCall call)
        => Task.FromResult(new GetStateResponse { Data = ByteString.CopyFromUtf8($"{request.StoreName}/{request.Key}") });
}
