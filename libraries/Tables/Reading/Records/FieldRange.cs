namespace MlPlatform.Tables.Reading;

/// <summary>A range of indices, the end not included.</summary>
internal readonly record struct FieldRange(int Start, int End)
{
    public int Length => End - Start;
}
