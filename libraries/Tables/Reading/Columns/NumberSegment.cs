using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Tables.Reading;

/// <summary>Numbers in 64 or 32 bits. In 32, the nearest to the nearest of 64.</summary>
internal sealed class NumberSegment<T>(string name, MissingTexts missing, bool vectorised) : FixedSegment<T>(name)
    where T : unmanaged
{
    private readonly bool vectorised = vectorised && NumberText.HasVectors;

    public override string Expected => "a number";

    public override void Parse(RecordBatch batch, int column)
    {
        var target = Extend(batch.RowCount);
        if (vectorised) ParseVectors(batch, column, target);
        else ParseScalars(batch, column, target);
    }

    protected override Column ColumnOf(ReadOnlyMemory<T> memory) => typeof(T) == typeof(double)
        ? new Float64Column(Name, (ReadOnlyMemory<double>)(object)memory)
        : new Float32Column(Name, (ReadOnlyMemory<float>)(object)memory);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ParseVectors(RecordBatch batch, int column, Span<T> target)
    {
        var firsts = batch.RowFirsts;
        ref var fields = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(batch.Fields), column);
        ref var text = ref MemoryMarshal.GetArrayDataReference(batch.Bytes);
        for (var row = 0; row < target.Length; row++)
        {
            var field = Unsafe.Add(ref fields, firsts[row]);
            target[row] = NumberText.TryParseVector(ref Unsafe.Add(ref text, field.Start), field.Length, out var value)
                ? Narrow(value)
                : ParseOne(batch, column, row);
        }
    }

    private void ParseScalars(RecordBatch batch, int column, Span<T> target)
    {
        for (var row = 0; row < target.Length; row++) target[row] = ParseOne(batch, column, row);
    }

    private T ParseOne(RecordBatch batch, int column, int row)
    {
        var field = batch.Field(batch.RowFirsts[row] + column);
        if (field.IsEmpty) return Narrow(double.NaN);
        if (NumberText.TryParse(field, out var value)) return Narrow(value);
        if (!missing.Contains(field)) batch.Fail(row, column);
        return Narrow(double.NaN);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Narrow(double value)
    {
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(value);
        return Unsafe.BitCast<float, T>((float)value);
    }
}
