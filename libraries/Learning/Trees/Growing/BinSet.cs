using System.Runtime.CompilerServices;

namespace MlPlatform.Learning.Trees.Growing;

/// <summary>A set of bins.</summary>
[InlineArray(Words)]
internal struct BinSet
{
    private const int Words = 4;

    private ulong first;

    public readonly bool Contains(int bin) => (this[bin >> 6] >> (bin & 63) & 1) != 0;

    public void Add(int bin) => this[bin >> 6] |= 1UL << (bin & 63);
}
