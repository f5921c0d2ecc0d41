using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MlPlatform.Tables;

/// <summary>Texts numbered from 0 in the order they came, found by their UTF-8 bytes without making a string.</summary>
public sealed class CategoryDictionary
{
    private int[] slots = NewSlots(16);
    private int[] ends = new int[8];
    private uint[] hashes = new uint[8];
    private byte[] bytes = new byte[64];
    private string?[] texts = new string?[8];

    public int Count { get; private set; }

    /// <summary>The text of a code.</summary>
    public string this[int code] => texts[code] ??= Encoding.UTF8.GetString(Utf8(code));

    /// <summary>All texts by code.</summary>
    public IReadOnlyList<string> Texts => [.. Enumerable.Range(0, Count).Select(code => this[code])];

    public static CategoryDictionary From(IEnumerable<string> texts)
    {
        var dictionary = new CategoryDictionary();
        foreach (var text in texts) dictionary.GetOrAdd(Encoding.UTF8.GetBytes(text));
        return dictionary;
    }

    /// <summary>A dictionary of the same texts that grows on its own.</summary>
    internal CategoryDictionary Copy() => new()
    {
        slots = [.. slots], ends = [.. ends], hashes = [.. hashes], bytes = [.. bytes], texts = [.. texts], Count = Count,
    };

    /// <summary>The UTF-8 bytes of a code's text.</summary>
    public ReadOnlySpan<byte> Utf8(int code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(code, Count);
        var start = code == 0 ? 0 : ends[code - 1];
        return bytes.AsSpan(start, ends[code] - start);
    }

    /// <summary>The code of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> utf8) => slots[SlotOf(utf8, Hash(utf8))];

    /// <summary>The code of a text, or -1.</summary>
    public int Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    internal int GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var slot = SlotOf(utf8, hash);
        if (slots[slot] >= 0) return slots[slot];

        if ((Count + 1) * 2 > slots.Length)
        {
            Rehash();
            slot = SlotOf(utf8, hash);
        }

        Append(utf8, hash);
        return slots[slot] = Count++;
    }

    private void Append(ReadOnlySpan<byte> utf8, uint hash)
    {
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, Count * 2);
            Array.Resize(ref hashes, Count * 2);
            Array.Resize(ref texts, Count * 2);
        }

        var start = Count == 0 ? 0 : ends[Count - 1];
        if (start + utf8.Length > bytes.Length) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + utf8.Length));
        utf8.CopyTo(bytes.AsSpan(start));
        ends[Count] = start + utf8.Length;
        hashes[Count] = hash;
    }

    private int SlotOf(ReadOnlySpan<byte> utf8, uint hash)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] is var code and >= 0 && !(hashes[code] == hash && Utf8(code).SequenceEqual(utf8))) slot = (slot + 1) & mask;
        return slot;
    }

    private void Rehash()
    {
        slots = NewSlots(slots.Length * 2);
        var mask = slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)hashes[code] & mask;
            while (slots[slot] >= 0) slot = (slot + 1) & mask;
            slots[slot] = code;
        }
    }

    private static int[] NewSlots(int length)
    {
        var fresh = new int[length];
        Array.Fill(fresh, -1);
        return fresh;
    }

    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Prime = 0x9E3779B97F4A7C15UL;
        var hash = (ulong)utf8.Length * Prime;
        while (utf8.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Prime, 29);
            utf8 = utf8[8..];
        }

        foreach (var b in utf8) hash = (hash ^ b) * Prime;
        return (uint)(hash >> 32);
    }
}
