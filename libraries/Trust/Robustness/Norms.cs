using System.Numerics.Tensors;

namespace MlPlatform.Trust.Robustness;

/// <summary>Norms of vectors, and their unit vectors.</summary>
internal static class Norms
{
    public static double Of(ReadOnlySpan<double> vector, AttackNorm norm) => norm switch
    {
        AttackNorm.L1 => TensorPrimitives.SumOfMagnitudes(vector),
        AttackNorm.L2 => TensorPrimitives.Norm(vector),
        AttackNorm.LInfinity => vector.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(vector)),
        _ => throw new ArgumentOutOfRangeException(nameof(norm), norm, "Unknown norm."),
    };

    /// <summary>Replaces a gradient by the vector of norm 1 along which the function grows most: its signs, its direction, or its greatest component alone.</summary>
    public static void Steepest(Span<double> gradient, AttackNorm norm)
    {
        switch (norm)
        {
            case AttackNorm.LInfinity:
                for (var i = 0; i < gradient.Length; i++) gradient[i] = Math.Sign(gradient[i]);
                break;
            case AttackNorm.L2:
                var length = TensorPrimitives.Norm(gradient);
                if (length > 0) TensorPrimitives.Divide(gradient, length, gradient);
                break;
            case AttackNorm.L1:
                var greatest = TensorPrimitives.IndexOfMaxMagnitude(gradient);
                var sign = greatest < 0 ? 0 : Math.Sign(gradient[greatest]);
                gradient.Clear();
                if (greatest >= 0) gradient[greatest] = sign;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(norm), norm, "Unknown norm.");
        }
    }

    /// <summary>Shrinks a vector into the ball of a radius: component by component for the greatest, else as a whole.</summary>
    public static void IntoBall(Span<double> vector, double radius, AttackNorm norm)
    {
        if (norm == AttackNorm.LInfinity)
        {
            for (var i = 0; i < vector.Length; i++) vector[i] = Math.Clamp(vector[i], -radius, radius);
            return;
        }

        var length = Of(vector, norm);
        if (length > radius) TensorPrimitives.Multiply(vector, radius / length, vector);
    }
}
