using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace MlPlatform.Aws.Client;

/// <summary>An operation on its way out.</summary>
internal sealed class JsonCall(string target, byte[] body) : AmazonWebServiceRequest
{
    public string Target { get; } = target;

    public byte[] Body { get; } = body;
}

/// <summary>An answer, its body unread.</summary>
internal sealed class JsonAnswer : AmazonWebServiceResponse
{
    public byte[] Body { get; init; } = [];
}

/// <summary>Writes a call as AWS JSON 1.1.</summary>
internal sealed class JsonCallMarshaller(AwsClientOptions options) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (JsonCall)input;
        var service = AwsEndpoints.ServiceOf(call.Target);
        var request = new DefaultRequest(call, service)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = call.Body,
            Endpoint = options.Endpoint ?? AwsEndpoints.Of(service, options.Region),
            OverrideSigningServiceName = service,
        };
        request.Headers["X-Amz-Target"] = call.Target;
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        return request;
    }
}

/// <summary>Reads answers whole and errors by their code.</summary>
internal sealed class JsonAnswerUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly JsonAnswerUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input) => new JsonAnswer { Body = ReadAll(input.Stream) };

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message) = ReadError(ReadAll(input.Stream), statusCode);
        var type = (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver;
        var requestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId");
        return new AmazonServiceException(message, innerException, type, code, requestId, statusCode);
    }

    private static (string Code, string Message) ReadError(byte[] body, HttpStatusCode status)
    {
        try
        {
            var error = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
            var type = (string?)error?["__type"] ?? $"{(int)status}";
            var message = (string?)error?["message"] ?? (string?)error?["Message"] ?? $"The service answered {(int)status}.";
            return (type[(type.IndexOf('#', StringComparison.Ordinal) + 1)..], message);
        }
        catch (JsonException)
        {
            return ($"{(int)status}", $"The service answered {(int)status} with a body that is not JSON.");
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var whole = new MemoryStream();
        stream.CopyTo(whole);
        return whole.ToArray();
    }
}
