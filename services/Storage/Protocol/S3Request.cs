using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace MlPlatform.Storage.Protocol;

/// <summary>One request for S3, its target parsed and its caller named.</summary>
internal sealed class S3Request
{
    private const string DefaultAccount = "000000000000";

    public S3Request(HttpContext http)
    {
        Http = http;
        RawTarget = Header("x-mlp-raw-target") ?? http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        RequestId = Header("x-amzn-requestid") ?? http.TraceIdentifier;
        Account = Header("x-mlp-account") ?? DefaultAccount;
        Region = Header("x-mlp-region") ?? "us-east-1";
        Target = S3Target.Parse(RawTarget);
    }

    public HttpContext Http { get; }

    public string RawTarget { get; }

    public S3Target Target { get; }

    public string RequestId { get; }

    /// <summary>The account of the caller.</summary>
    public string Account { get; }

    /// <summary>The region that the caller signed for.</summary>
    public string Region { get; }

    public HttpResponse Response => Http.Response;

    public bool IsHead => HttpMethods.IsHead(Http.Request.Method);

    public string Bucket => Target.Bucket ?? throw new InvalidOperationException("The route has no bucket.");

    public string Key => Target.Key ?? throw new InvalidOperationException("The route has no key.");

    public string? Header(string name)
    {
        var value = Http.Request.Headers[name];
        return value.Count == 0 ? null : value.ToString();
    }

    public string? Query(string name) => Target.Query.GetValueOrDefault(name);

    public int QueryNumber(string name, int otherwise, int minimum, int maximum)
    {
        var text = Query(name);
        if (string.IsNullOrEmpty(text)) return otherwise;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < minimum)
        {
            throw S3Exception.InvalidArgument(name, text, $"Argument {name} must be an integer between {minimum} and {maximum}");
        }

        return Math.Min(value, maximum);
    }
}
