using System.Text;
using MlPlatform.Aws.Checksums;

namespace MlPlatform.Aws.Tests.Checksums;

public sealed class ReflectedCrcTests
{
    private const int Seed = 20261122;

    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    public void Compute_CheckString_IsThePublishedValue(string name, string expected)
    {
        var checksum = ChecksumAlgorithm.Find(name)!.Compute(Encoding.ASCII.GetBytes("123456789"));
        Assert.Equal(expected, Convert.ToHexString(checksum));
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Combine_AnyCut_EqualsTheChecksumOfTheWhole(string name)
    {
        var algorithm = ChecksumAlgorithm.Find(name)!;
        var random = new Random(Seed);
        for (var round = 0; round < 50; round++)
        {
            var data = new byte[random.Next(3, 5000)];
            random.NextBytes(data);
            var first = random.Next(1, data.Length - 1);
            var second = random.Next(first + 1, data.Length);
            byte[][] parts = [data[..first], data[first..second], data[second..]];
            var combined = algorithm.Combine(parts.Select(part => (algorithm.Compute(part), (long)part.Length)));
            Assert.Equal(algorithm.Compute(data), combined);
        }
    }

    [Fact]
    public void Append_InPieces_EqualsAtOnce()
    {
        var data = new byte[1000];
        new Random(Seed).NextBytes(data);
        using var running = ChecksumAlgorithm.Crc64Nvme.Begin();
        for (var i = 0; i < data.Length; i += 13) running.Append(data.AsSpan(i, Math.Min(13, data.Length - i)));
        Assert.Equal(ChecksumAlgorithm.Crc64Nvme.Compute(data), running.Finish());
    }
}
