namespace MlPlatform.Learning.Networks;

/// <summary>What a hidden unit makes of its sum.</summary>
public enum Activation
{
    /// <summary>max(0, z).</summary>
    Relu,

    /// <summary>z times the normal distribution function of z.</summary>
    Gelu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}
