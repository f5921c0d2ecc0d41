using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>How far apart the elements lie that a product reads.</summary>
/// <param name="LeftRow">From one row of the left factor to the next.</param>
/// <param name="LeftInner">From one term of a sum to the next in the left factor; with it a transposed factor costs nothing.</param>
/// <param name="Stride">The padded width of the right factor and the target.</param>
/// <param name="Start">From one row of the sums' starts to the next: 0 for a bias, the stride to add to what is there.</param>
internal readonly record struct ProductSteps(int LeftRow, int LeftInner, int Stride, int Start)
{
    public static ProductSteps Plain(int leftWidth, int stride, int start = 0) => new(leftWidth, 1, stride, start);

    public static ProductSteps TransposedLeft(int leftWidth, int stride, int start) => new(1, leftWidth, stride, start);
}

/// <summary>target = start + left × right: the sum of each element in index order, by fused multiply-add.</summary>
internal static class MatrixKernel
{
    private const int TileRows = 4;

    /// <summary>Multiplies in tiles of four rows and two vectors of columns that stay in registers.</summary>
    public static void Multiply<T>(
        ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<float> start, Span<float> target, ProductSize size, ProductSteps steps)
        where T : struct, ILanes<T>
    {
        var (rows, inner) = size;
        var stride = steps.Stride;
        if (rows == 0) return;
        CheckLengths(left.Length, right.Length, start.Length, target.Length, size, steps);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var s = ref MemoryMarshal.GetReference(start);
        ref var c = ref MemoryMarshal.GetReference(target);
        for (var column = 0; column < stride; column += 2 * T.Count)
        {
            ref var b = ref Unsafe.Add(ref MemoryMarshal.GetReference(right), column);
            var two = column + (2 * T.Count) <= stride;
            var row = 0;
            for (; row + TileRows <= rows; row += TileRows)
            {
                ref var tileA = ref Unsafe.Add(ref a, row * steps.LeftRow);
                ref var tileS = ref Unsafe.Add(ref s, (row * steps.Start) + column);
                ref var tileC = ref Unsafe.Add(ref c, (row * stride) + column);
                if (two) FourRowsTwoVectors<T>(ref tileA, ref b, ref tileS, ref tileC, inner, steps);
                else FourRowsOneVector<T>(ref tileA, ref b, ref tileS, ref tileC, inner, steps);
            }

            for (; row < rows; row++)
            {
                ref var tileA = ref Unsafe.Add(ref a, row * steps.LeftRow);
                ref var tileS = ref Unsafe.Add(ref s, (row * steps.Start) + column);
                ref var tileC = ref Unsafe.Add(ref c, (row * stride) + column);
                if (two) OneRowTwoVectors<T>(ref tileA, ref b, ref tileS, ref tileC, inner, steps);
                else OneRowOneVector<T>(ref tileA, ref b, ref tileS, ref tileC, inner, steps);
            }
        }
    }

    [MethodImpl(KernelMethod.Options)]
    private static void FourRowsTwoVectors<T>(ref float a, ref float b, ref float s, ref float c, int inner, ProductSteps steps)
        where T : struct, ILanes<T>
    {
        nuint second = (nuint)T.Count, start = (nuint)steps.Start, stride = (nuint)steps.Stride;
        nint row = steps.LeftRow, step = steps.LeftInner;
        var c00 = T.Load(ref s, 0);
        var c01 = T.Load(ref s, second);
        var c10 = T.Load(ref s, start);
        var c11 = T.Load(ref s, start + second);
        var c20 = T.Load(ref s, 2 * start);
        var c21 = T.Load(ref s, (2 * start) + second);
        var c30 = T.Load(ref s, 3 * start);
        var c31 = T.Load(ref s, (3 * start) + second);
        for (var k = 0; k < inner; k++)
        {
            var b0 = T.Load(ref b, 0);
            var b1 = T.Load(ref b, second);
            var a0 = T.Broadcast(a);
            c00 = T.MultiplyAdd(a0, b0, c00);
            c01 = T.MultiplyAdd(a0, b1, c01);
            var a1 = T.Broadcast(Unsafe.Add(ref a, row));
            c10 = T.MultiplyAdd(a1, b0, c10);
            c11 = T.MultiplyAdd(a1, b1, c11);
            var a2 = T.Broadcast(Unsafe.Add(ref a, 2 * row));
            c20 = T.MultiplyAdd(a2, b0, c20);
            c21 = T.MultiplyAdd(a2, b1, c21);
            var a3 = T.Broadcast(Unsafe.Add(ref a, 3 * row));
            c30 = T.MultiplyAdd(a3, b0, c30);
            c31 = T.MultiplyAdd(a3, b1, c31);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, stride);
        }

        T.Store(c00, ref c, 0);
        T.Store(c01, ref c, second);
        T.Store(c10, ref c, stride);
        T.Store(c11, ref c, stride + second);
        T.Store(c20, ref c, 2 * stride);
        T.Store(c21, ref c, (2 * stride) + second);
        T.Store(c30, ref c, 3 * stride);
        T.Store(c31, ref c, (3 * stride) + second);
    }

    [MethodImpl(KernelMethod.Options)]
    private static void FourRowsOneVector<T>(ref float a, ref float b, ref float s, ref float c, int inner, ProductSteps steps)
        where T : struct, ILanes<T>
    {
        nuint start = (nuint)steps.Start, stride = (nuint)steps.Stride;
        nint row = steps.LeftRow, step = steps.LeftInner;
        var c0 = T.Load(ref s, 0);
        var c1 = T.Load(ref s, start);
        var c2 = T.Load(ref s, 2 * start);
        var c3 = T.Load(ref s, 3 * start);
        for (var k = 0; k < inner; k++)
        {
            var b0 = T.Load(ref b, 0);
            c0 = T.MultiplyAdd(T.Broadcast(a), b0, c0);
            c1 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref a, row)), b0, c1);
            c2 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref a, 2 * row)), b0, c2);
            c3 = T.MultiplyAdd(T.Broadcast(Unsafe.Add(ref a, 3 * row)), b0, c3);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, stride);
        }

        T.Store(c0, ref c, 0);
        T.Store(c1, ref c, stride);
        T.Store(c2, ref c, 2 * stride);
        T.Store(c3, ref c, 3 * stride);
    }

    [MethodImpl(KernelMethod.Options)]
    private static void OneRowTwoVectors<T>(ref float a, ref float b, ref float s, ref float c, int inner, ProductSteps steps)
        where T : struct, ILanes<T>
    {
        nuint second = (nuint)T.Count, stride = (nuint)steps.Stride;
        nint step = steps.LeftInner;
        var c0 = T.Load(ref s, 0);
        var c1 = T.Load(ref s, second);
        for (var k = 0; k < inner; k++)
        {
            var a0 = T.Broadcast(a);
            c0 = T.MultiplyAdd(a0, T.Load(ref b, 0), c0);
            c1 = T.MultiplyAdd(a0, T.Load(ref b, second), c1);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, stride);
        }

        T.Store(c0, ref c, 0);
        T.Store(c1, ref c, second);
    }

    [MethodImpl(KernelMethod.Options)]
    private static void OneRowOneVector<T>(ref float a, ref float b, ref float s, ref float c, int inner, ProductSteps steps)
        where T : struct, ILanes<T>
    {
        nuint stride = (nuint)steps.Stride;
        nint step = steps.LeftInner;
        var c0 = T.Load(ref s, 0);
        for (var k = 0; k < inner; k++)
        {
            c0 = T.MultiplyAdd(T.Broadcast(a), T.Load(ref b, 0), c0);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, stride);
        }

        T.Store(c0, ref c, 0);
    }

    private static void CheckLengths(int left, int right, int start, int target, ProductSize size, ProductSteps steps)
    {
        var (rows, inner) = size;
        var leftEnd = inner == 0 ? 0 : ((rows - 1) * steps.LeftRow) + ((inner - 1) * steps.LeftInner) + 1;
        var startEnd = ((rows - 1) * steps.Start) + steps.Stride;
        if (left < leftEnd || right < inner * steps.Stride || start < startEnd || target < rows * steps.Stride || steps.Stride % Padding.Width != 0)
        {
            throw new ArgumentException($"A product of {rows} × {inner} × {steps.Stride} does not fit its matrices.");
        }
    }
}

/// <summary>How large a product is, without its width.</summary>
/// <param name="Rows">Rows of the target.</param>
/// <param name="Inner">Terms of each sum.</param>
internal readonly record struct ProductSize(int Rows, int Inner);
