using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Models;

/// <summary>A file mapped read-only; it stays mapped for as long as memory of it is referred to.</summary>
internal sealed unsafe class MappedMemory : MemoryManager<byte>
{
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly int length;

    private MappedMemory(MemoryMappedViewAccessor view, int length)
    {
        this.view = view;
        this.length = length;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
    }

    ~MappedMemory() => Release();

    public static ReadOnlyMemory<byte> Map(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (stream.Length == 0) return ReadOnlyMemory<byte>.Empty;
        if (stream.Length > int.MaxValue) throw ModelFile.Refused($"it has {stream.Length} bytes; 2 GB are the most");
        using var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        return new MappedMemory(file.CreateViewAccessor(0, stream.Length, MemoryMappedFileAccess.Read), (int)stream.Length).Memory;
    }

    public override Span<byte> GetSpan() => new(start, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex, pinnable: this);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => Release();

    private void Release()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }
}

/// <summary>Bytes of a model file seen as the elements that they are.</summary>
internal sealed class ArrayMemory<T>(ReadOnlyMemory<byte> bytes) : MemoryManager<T> where T : unmanaged
{
    public override Span<T> GetSpan() =>
        MemoryMarshal.Cast<byte, T>(MemoryMarshal.AsMemory(bytes).Span);

    public override MemoryHandle Pin(int elementIndex = 0) => bytes[(elementIndex * Unsafe.SizeOf<T>())..].Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
