using System.Text;
using MlPlatform.Aws.Checksums;

namespace MlPlatform.Aws.Tests.Checksums;

/// <summary>The check values every CRC catalogue gives for the nine digits, and the standard's hashes.</summary>
public sealed class ChecksumAlgorithmTests
{
    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    [InlineData("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public void Checksum_OfTheNineDigits_IsTheCatalogues(string algorithm, string expected)
    {
        using var checksum = ChecksumAlgorithm.Find(algorithm)!.Begin();
        checksum.Append("123456789"u8);
        Assert.Equal(expected, checksum.Base64());
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Checksum_InPieces_IsThatOfTheWhole(string algorithm)
    {
        var data = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 500)));
        using var whole = ChecksumAlgorithm.Find(algorithm)!.Begin();
        whole.Append(data);
        for (var cut = 0; cut < 40; cut++)
        {
            using var pieces = ChecksumAlgorithm.Find(algorithm)!.Begin();
            pieces.Append(data.AsSpan(0, cut));
            pieces.Append(data.AsSpan(cut));
            Assert.Equal(whole.Base64(), pieces.Base64());
        }
    }

    [Fact]
    public void ForHeader_Unknown_IsNone() => Assert.Null(ChecksumAlgorithm.ForHeader("x-amz-checksum-md4"));
}
