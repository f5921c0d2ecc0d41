using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MlPlatform.Aws.Client;
using MlPlatform.Aws.Signing;
using MlPlatform.Aws.Tests.Signing;
using MlPlatform.Contracts;
using MlPlatform.Testing;

namespace MlPlatform.Aws.Tests.Client;

public sealed class AwsJsonClientTests : IAsyncLifetime
{
    private readonly Queue<(int Status, string Body)> _answers = new();
    private readonly List<(string Target, string Service, SignatureFault Fault, string Body)> _received = [];
    private readonly int _port = FreePort.Next();
    private WebApplication? _server;

    public Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{_port}");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        return _server.StartAsync();
    }

    public Task DisposeAsync() => _server!.DisposeAsync().AsTask();

    [Fact]
    public async Task Send_TypedOperation_IsSignedForItsServiceAndRead()
    {
        _answers.Enqueue((200, """{"Echo":"hello"}"""));
        using var client = Client();

        var answer = await client.SendAsync<EchoRequest, EchoResponse>(new EchoRequest { Text = "hello" }, CancellationToken.None);

        Assert.Equal("hello", answer.Echo);
        Assert.Equal(("Kinesis_20131202.Echo", "kinesis", SignatureFault.None, """{"Text":"hello"}"""), Assert.Single(_received));
    }

    [Fact]
    public async Task Send_AnswerWithoutBody_IsAnEmptyRecord()
    {
        _answers.Enqueue((200, ""));
        using var client = Client();
        Assert.Null((await client.SendAsync<EchoRequest, EchoResponse>(new EchoRequest { Text = "x" }, CancellationToken.None)).Echo);
    }

    [Fact]
    public async Task Send_Refused_GivesTheCodeOfTheService()
    {
        _answers.Enqueue((400, """{"__type":"com.amazonaws.sagemaker#ResourceInUse","message":"already exists"}"""));
        using var client = Client();

        var refused = await Assert.ThrowsAsync<AmazonServiceException>(() => client.SendAsync("SageMaker.CreateModel", [], CancellationToken.None));

        Assert.Equal(("ResourceInUse", "already exists", HttpStatusCode.BadRequest), (refused.ErrorCode, refused.Message, refused.StatusCode));
        Assert.Single(_received);
    }

    [Fact]
    public async Task Send_ServiceUnavailableOnce_IsTriedAgain()
    {
        _answers.Enqueue((503, """{"__type":"ServiceUnavailable","message":"later"}"""));
        _answers.Enqueue((200, """{"Models":[]}"""));
        using var client = Client();

        var answer = await client.SendAsync("SageMaker.ListModels", [], CancellationToken.None);

        Assert.IsType<JsonArray>(answer["Models"]);
        Assert.Equal(["sagemaker", "sagemaker"], _received.Select(request => request.Service));
    }

    [Fact]
    public async Task Send_NothingListens_SaysThatTheServiceIsAway()
    {
        await _server!.StopAsync();
        using var client = Client();

        var away = await Assert.ThrowsAsync<AmazonClientException>(() => client.SendAsync("SageMaker.ListModels", [], CancellationToken.None));

        Assert.Contains("SageMaker.ListModels", away.Message, StringComparison.Ordinal);
    }

    private AwsJsonClient Client() => new(
        new AwsClientOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{_port}"),
            Region = "eu-west-1",
            AccessKeyId = SignedRequests.Key,
            SecretAccessKey = SignedRequests.Secret,
        },
        new AwsJson([EchoJson.Default]));

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        RequestSignature.Read(http.Request, out var signature);
        var verifier = new SignatureVerifier(new SignedRequests.OneCredential(SignedRequests.Credential), new SigningKeys(), TimeProvider.System);
        var check = verifier.Verify(http.Request, signature!, Convert.ToHexStringLower(SHA256.HashData(body.ToArray())));
        _received.Add((http.Request.Headers["X-Amz-Target"].ToString(), signature!.Scope.Service, check.Fault, System.Text.Encoding.UTF8.GetString(body.ToArray())));
        var (status, text) = _answers.Dequeue();
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text);
    }
}

internal sealed record EchoRequest : IAwsRequest<EchoResponse>
{
    public static string Target => "Kinesis_20131202.Echo";

    [Required] public string Text { get; init; } = null!;
}

internal sealed record EchoResponse
{
    public string? Echo { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EchoRequest))]
[JsonSerializable(typeof(EchoResponse))]
internal sealed partial class EchoJson : JsonSerializerContext;
