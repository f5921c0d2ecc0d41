using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using MlPlatform.Aws.Checksums;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Aws.Tests.Signing;

/// <summary>The five payload forms, each whole, in awkward pieces, and tampered with.</summary>
public sealed class SignedPayloadTests
{
    private const string ChunkedSigned = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private const string ChunkedSignedTrailer = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    private const string ChunkedTrailer = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

    private static readonly byte[] Data = Encoding.ASCII.GetBytes(string.Join('-', Enumerable.Range(0, 3000)));

    public static TheoryData<string> Forms => [Sha256(Data), SignedPayload.Unsigned, ChunkedTrailer, ChunkedSigned, ChunkedSignedTrailer];

    public static TheoryData<string> CheckedForms => [Sha256(Data), ChunkedTrailer, ChunkedSigned, ChunkedSignedTrailer];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Copy_GenuinePayload_ArrivesWhole(string form)
    {
        foreach (var piece in new[] { 1, 7, 4096, 1 << 20 })
        {
            var (fault, arrived) = await CopyAsync(form, body => body, piece);
            Assert.Equal(SignatureFault.None, fault);
            Assert.Equal(Data, arrived);
        }
    }

    [Theory]
    [MemberData(nameof(CheckedForms))]
    public async Task Copy_OneByteChanged_NeverCompletes(string form)
    {
        var (fault, arrived) = await CopyAsync(form, body => { body[body.Length / 2] ^= 1; return body; });

        Assert.Contains(fault, new[] { SignatureFault.PayloadMismatch, SignatureFault.ChunkMismatch, SignatureFault.ChecksumMismatch });
        Assert.True(arrived.Length < Data.Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Copy_CutShort_NeverCompletes(string form)
    {
        var (fault, arrived) = await CopyAsync(form, body => body[..^(body.Length / 3)]);

        Assert.NotEqual(SignatureFault.None, fault);
        Assert.True(arrived.Length < Data.Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Copy_LongerThanPromised_NeverCompletes(string form)
    {
        var (fault, arrived) = await CopyAsync(form, body => body, promised: Data.Length - 10);

        Assert.NotEqual(SignatureFault.None, fault);
        Assert.True(arrived.Length < Data.Length - 10);
    }

    [Fact]
    public async Task Copy_TrailerMissing_IsRefused()
    {
        var (fault, _) = await CopyAsync(ChunkedTrailer, body => [.. body[..(body.AsSpan().IndexOf("x-amz-checksum"u8))], .. "\r\n"u8]);
        Assert.Equal(SignatureFault.MalformedTrailer, fault);
    }

    [Theory]
    [InlineData("zz\r\n")]
    [InlineData("-5\r\nabc\r\n")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n")]
    public async Task Copy_UnreadableFraming_IsRefused(string framing)
    {
        var (fault, _) = await CopyAsync(ChunkedTrailer, _ => Encoding.ASCII.GetBytes(framing));
        Assert.Equal(SignatureFault.MalformedChunks, fault);
    }

    [Fact]
    public async Task Copy_LineWithoutEnd_IsRefusedBeforeItFillsMemory()
    {
        var (fault, _) = await CopyAsync(ChunkedTrailer, _ => [.. Enumerable.Repeat((byte)'0', 100_000)]);
        Assert.Equal(SignatureFault.MalformedChunks, fault);
    }

    [Fact]
    public void Create_UnknownForm_IsRefused()
    {
        var request = SignedRequests.Create("PUT", "/b/k", ("Host", "h")).Sign("s3", "X");
        RequestSignature.Read(request, out var signature);
        Assert.Equal(SignatureFault.MissingPayloadHash, SignedPayload.Create(request, signature!, "X", [], out _));
    }

    private static async Task<(SignatureFault Fault, byte[] Arrived)> CopyAsync(
        string form, Func<byte[], byte[]> tamper, int piece = 1000, long? promised = null)
    {
        var length = promised ?? Data.Length;
        var headers = new List<(string, string)> { ("Host", "h"), ("x-amz-content-sha256", form) };
        if (form.StartsWith("STREAMING", StringComparison.Ordinal)) headers.Add(("x-amz-decoded-content-length", $"{length}"));
        if (form.EndsWith("TRAILER", StringComparison.Ordinal)) headers.Add(("x-amz-trailer", "x-amz-checksum-crc32"));
        var request = SignedRequests.Create("PUT", "/b/k", [.. headers]).Sign("s3", form);
        if (!form.StartsWith("STREAMING", StringComparison.Ordinal)) request.ContentLength = length;

        Assert.Equal(SignatureFault.None, RequestSignature.Read(request, out var signature));
        var key = SignedRequests.SigningKey(SignedRequests.Secret, "20130524", "s3");
        Assert.Equal(SignatureFault.None, SignedPayload.Create(request, signature!, form, key, out var payload));

        var body = tamper(Frame(form, request));
        using var arrived = new MemoryStream();
        try
        {
            await payload!.CopyToAsync(PipeReader.Create(new Trickle(body, piece)), arrived, CancellationToken.None);
            return (SignatureFault.None, arrived.ToArray());
        }
        catch (PayloadFaultException refused)
        {
            return (refused.Fault, arrived.ToArray());
        }
    }

    private static byte[] Frame(string form, HttpRequest request)
    {
        if (!form.StartsWith("STREAMING", StringComparison.Ordinal)) return [.. Data];
        var chain = new Chain(request.Headers.Authorization.ToString()[^64..]);
        var isSigned = form != ChunkedTrailer;
        using var framed = new MemoryStream();
        foreach (var chunk in Data.Chunk(5000).Append([]))
        {
            framed.Write(Encoding.ASCII.GetBytes(isSigned ? $"{chunk.Length:x};chunk-signature={chain.Next(chunk)}\r\n" : $"{chunk.Length:x}\r\n"));
            framed.Write(chunk);
            if (chunk.Length > 0) framed.Write("\r\n"u8);
        }

        if (form != ChunkedSigned)
        {
            using var checksum = ChecksumAlgorithm.Crc32.Begin();
            checksum.Append(Data);
            var trailer = $"x-amz-checksum-crc32:{checksum.Base64()}";
            framed.Write(Encoding.ASCII.GetBytes(trailer + "\r\n"));
            if (isSigned) framed.Write(Encoding.ASCII.GetBytes($"x-amz-trailer-signature:{chain.Trailer(trailer + "\n")}\r\n"));
        }

        framed.Write("\r\n"u8);
        return framed.ToArray();
    }

    private static string Sha256(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>The chain of chunk signatures, the plain way.</summary>
    private sealed class Chain(string seed)
    {
        private string _previous = seed;

        public string Next(byte[] chunk) => Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{Scope()}{SignedPayload.EmptyHash}\n{Sha256(chunk)}");

        public string Trailer(string text) => Sign($"AWS4-HMAC-SHA256-TRAILER\n{Scope()}{Sha256(Encoding.ASCII.GetBytes(text))}");

        private string Scope() => $"20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n{_previous}\n";

        private string Sign(string text) => _previous = Convert.ToHexStringLower(
            SignedRequests.Hmac(SignedRequests.SigningKey(SignedRequests.Secret, "20130524", "s3"), text));
    }

    /// <summary>Gives its bytes in pieces of one size, as a slow network does.</summary>
    private sealed class Trickle(byte[] data, int piece) : MemoryStream(data)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
