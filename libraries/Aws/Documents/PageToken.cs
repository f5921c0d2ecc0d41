using System.Buffers.Text;
using System.Text;

namespace MlPlatform.Aws.Documents;

/// <summary>Where a page ended, as an opaque word: the index key and the document id.</summary>
internal static class PageToken
{
    private const char Separator = '\u001f';

    public static string Write(string key, string id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{key}{Separator}{id}"));

    /// <exception cref="AwsException"><see cref="AwsErrorCode.Validation"/> when no store wrote this token.</exception>
    public static (string Key, string Id) Read(string token)
    {
        if (Base64Url.IsValid(token))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator, 2);
            if (parts.Length == 2) return (parts[0], parts[1]);
        }

        throw AwsException.Validation("The NextToken is not one that this operation gave out.");
    }
}
