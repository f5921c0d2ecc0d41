namespace MlPlatform.Trust.Bias;

/// <summary>What a rate with a zero denominator is.</summary>
public enum ZeroRule
{
    /// <summary>Undefined, with the reason stated.</summary>
    Stated = 0,

    /// <summary>
    /// As SageMaker Clarify's and Fairlearn's code has it: 0 / 0 is 0, anything else infinite; infinite less infinite is 0; and divergences
    /// run over the labels that both sides have.
    /// </summary>
    AsReferences = 1,
}
