namespace MlPlatform.Learning.Networks.Kernels;

/// <summary>Matrices have widths that are multiples of the widest vector; what is beyond their real width stays zero.</summary>
internal static class Padding
{
    public const int Width = 16;

    public static int Of(int width) => (width + Width - 1) / Width * Width;
}
