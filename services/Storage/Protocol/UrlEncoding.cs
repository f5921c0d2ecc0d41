using System.Text;

namespace MlPlatform.Storage.Protocol;

/// <summary>The percent-encoding of keys in listings that ask for encoding-type=url: slashes stay, a space is %20.</summary>
internal static class UrlEncoding
{
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~' or (byte)'/') encoded.Append((char)value);
            else encoded.Append('%').Append(value.ToString("X2", null));
        }

        return encoded.ToString();
    }
}
