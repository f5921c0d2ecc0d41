using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MlPlatform.Aws.Signing;

/// <summary>Writes the canonical form of a request, the text whose hash a SigV4 signature covers.</summary>
internal static class CanonicalRequest
{
    /// <summary>What HTTP/2 calls the host, and its clients sign it as; the server knows it as the host.</summary>
    public const string Authority = ":authority";

    private const int MaxParameters = 128;

    /// <summary>Writes method, path, query, headers and payload hash; false where the request has more parameters than any client sends.</summary>
    public static bool TryWrite(ref Utf8Buffer target, HttpRequest request, RequestSignature signature, ReadOnlySpan<char> payloadHash)
    {
        target.Add(request.Method);
        target.Add((byte)'\n');
        WritePath(ref target, RawTarget.Path(signature.Target), signature.Scope.IsS3);
        target.Add((byte)'\n');
        if (!TryWriteQuery(ref target, RawTarget.Query(signature.Target), signature.Form == SignatureForm.Query)) return false;
        target.Add((byte)'\n');
        foreach (var name in signature.SignedHeaders) WriteHeader(ref target, name, name == Authority ? request.Headers.Host : request.Headers[name]);
        target.Add((byte)'\n');
        target.Add(signature.SignedHeaderList.Span);
        target.Add((byte)'\n');
        target.Add(payloadHash);
        return true;
    }

    /// <summary>Writes the string to sign over a canonical request.</summary>
    public static void WriteStringToSign(ref Utf8Buffer target, ReadOnlySpan<char> timestamp, CredentialScope scope, ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        target.Add("AWS4-HMAC-SHA256\n"u8);
        target.Add(timestamp);
        target.Add((byte)'\n');
        target.Add(scope.Text);
        target.Add((byte)'\n');
        target.AddHex(hash);
    }

    private static void WritePath(ref Utf8Buffer target, ReadOnlySpan<char> path, bool isS3)
    {
        if (path.IsEmpty) target.Add((byte)'/');
        else if (isS3) UriEncoding.AddNormalizedPath(ref target, path);
        else UriEncoding.AddEncodedPath(ref target, path);
    }

    private static bool TryWriteQuery(ref Utf8Buffer target, ReadOnlySpan<char> query, bool isPresigned)
    {
        if (query.IsEmpty) return true;
        var encoded = new Utf8Buffer(stackalloc byte[1024]);
        try
        {
            Span<Parameter> parameters = stackalloc Parameter[MaxParameters];
            var count = EncodeAll(ref encoded, query, isPresigned, parameters);
            if (count > MaxParameters) return false;
            Sort(parameters[..count], encoded.Written);
            for (var at = 0; at < count; at++)
            {
                if (at > 0) target.Add((byte)'&');
                target.Add(parameters[at].Name(encoded.Written));
                target.Add((byte)'=');
                target.Add(parameters[at].Value(encoded.Written));
            }

            return true;
        }
        finally
        {
            encoded.Dispose();
        }
    }

    private static int EncodeAll(ref Utf8Buffer encoded, ReadOnlySpan<char> query, bool isPresigned, Span<Parameter> parameters)
    {
        var count = 0;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (isPresigned && name.SequenceEqual("X-Amz-Signature")) continue;
            if (count == parameters.Length) return count + 1;
            parameters[count++] = Encode(ref encoded, name, equals < 0 ? default : pair[(equals + 1)..]);
        }

        return count;
    }

    private static Parameter Encode(ref Utf8Buffer encoded, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        var start = encoded.Length;
        UriEncoding.AddNormalizedQuery(ref encoded, name);
        var middle = encoded.Length;
        UriEncoding.AddNormalizedQuery(ref encoded, value);
        return new Parameter(start, middle, encoded.Length);
    }

    /// <summary>By encoded name, then by encoded value; insertion, since requests have a handful of parameters.</summary>
    private static void Sort(Span<Parameter> parameters, ReadOnlySpan<byte> text)
    {
        for (var next = 1; next < parameters.Length; next++)
        {
            var moving = parameters[next];
            var at = next;
            for (; at > 0 && moving.CompareTo(parameters[at - 1], text) < 0; at--) parameters[at] = parameters[at - 1];
            parameters[at] = moving;
        }
    }

    private static void WriteHeader(ref Utf8Buffer target, string name, StringValues values)
    {
        target.Add(name);
        target.Add((byte)':');
        for (var at = 0; at < values.Count; at++)
        {
            if (at > 0) target.Add((byte)',');
            WriteFolded(ref target, values[at].AsSpan().Trim());
        }

        target.Add((byte)'\n');
    }

    private static void WriteFolded(ref Utf8Buffer target, ReadOnlySpan<char> value)
    {
        for (var gap = value.IndexOf("  "); gap >= 0; gap = value.IndexOf("  "))
        {
            target.Add(value[..(gap + 1)]);
            value = value[gap..].TrimStart(' ');
        }

        target.Add(value);
    }

    private readonly record struct Parameter(int Start, int Middle, int End)
    {
        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> text) => text[Start..Middle];

        public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text) => text[Middle..End];

        public int CompareTo(Parameter other, ReadOnlySpan<byte> text)
        {
            var byName = Name(text).SequenceCompareTo(other.Name(text));
            return byName != 0 ? byName : Value(text).SequenceCompareTo(other.Value(text));
        }
    }
}
