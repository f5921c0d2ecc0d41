using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>The texts true and false, in upper or lower case.</summary>
public static class BooleanText
{
    public static bool TryParse(ReadOnlySpan<byte> utf8, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(utf8, "true"u8);
        return value || Ascii.EqualsIgnoreCase(utf8, "false"u8);
    }
}
