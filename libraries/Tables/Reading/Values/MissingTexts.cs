using System.Text;

namespace MlPlatform.Tables.Reading;

/// <summary>Knows the texts that mean "no value", the empty one always among them.</summary>
internal sealed class MissingTexts
{
    private readonly byte[][] texts;

    /// <summary>Bit n is set where a text of n bytes is among them; bit 63 stands for all longer ones.</summary>
    private readonly ulong lengths;

    public MissingTexts(IEnumerable<string> texts)
    {
        this.texts = [.. texts.Select(Encoding.UTF8.GetBytes).Where(text => text.Length > 0)];
        lengths = this.texts.Aggregate(1UL, (mask, text) => mask | Bit(text.Length));
    }

    public bool Contains(ReadOnlySpan<byte> field) => (lengths & Bit(field.Length)) != 0 && (field.IsEmpty || IsAmong(field));

    private bool IsAmong(ReadOnlySpan<byte> field)
    {
        foreach (var text in texts)
        {
            if (field.SequenceEqual(text)) return true;
        }

        return false;
    }

    private static ulong Bit(int length) => 1UL << Math.Min(length, 63);
}
