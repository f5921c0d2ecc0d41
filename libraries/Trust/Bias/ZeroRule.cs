namespace MlPlatform.Trust.Bias;

/// <summary>What a zero denominator means: ours, or what the code of a reference makes of it.</summary>
public enum ZeroRule
{
    /// <summary>Undefined, with the reason stated.</summary>
    Stated = 0,

    /// <summary>
    /// As SageMaker Clarify (and, for rates, Fairlearn) has it: 0 / 0 is 0, anything else infinite; infinite less infinite is 0; distances
    /// run over the labels that both sides have.
    /// </summary>
    AsClarify = 1,

    /// <summary>As AIF360 has it: the predictive values (precision and its kin) are 0, all else is undefined.</summary>
    AsAif360 = 2,
}
