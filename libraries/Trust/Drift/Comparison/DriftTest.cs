namespace MlPlatform.Trust.Drift.Comparison;

/// <summary>The tests of a column. What they measure stands beside each; N for number columns, C for categories.</summary>
public enum DriftTest
{
    /// <summary>N: <see cref="Drift.KolmogorovSmirnov"/>.</summary>
    KolmogorovSmirnov,

    /// <summary>N: <see cref="Drift.AndersonDarling"/>.</summary>
    AndersonDarling,

    /// <summary>N: <see cref="Drift.CramerVonMises"/>.</summary>
    CramerVonMises,

    /// <summary>N: <see cref="Drift.Wasserstein.Distance"/>, in the unit of the column.</summary>
    Wasserstein,

    /// <summary>N: <see cref="Drift.Wasserstein.Normed"/>.</summary>
    WassersteinNormed,

    /// <summary>N: the energy distance, in the root of the unit of the column.</summary>
    Energy,

    /// <summary>N, C: <see cref="Drift.PopulationStability"/> over the reference's deciles, over its values where it has at most ten, or over the categories.</summary>
    PopulationStability,

    /// <summary>N, C: the PSI over <see cref="DriftShares"/>, Evidently's.</summary>
    PopulationStabilityOfShares,

    /// <summary>N, C: <see cref="Distances.JensenShannonDistance"/> over <see cref="DriftShares"/>, scipy's and Evidently's; its square is the divergence.</summary>
    JensenShannonDistance,

    /// <summary>N, C: <see cref="Distances.KullbackLeibler"/> of the reference to the current shares, empty ones filled as Evidently does.</summary>
    KullbackLeibler,

    /// <summary>N, C: <see cref="Distances.Hellinger"/>.</summary>
    Hellinger,

    /// <summary>N, C: <see cref="Distances.TotalVariation"/> over <see cref="DriftShares"/>.</summary>
    TotalVariation,

    /// <summary>N, C: <see cref="LInfinity.Simple"/>, for numbers between the distribution functions: Model Monitor's linf_simple.</summary>
    LInfinity,

    /// <summary>N, C: <see cref="LInfinity.Robust"/>, Model Monitor's linf_robust.</summary>
    LInfinityRobust,

    /// <summary>C, and N of few values: <see cref="ChiSquare.Compare"/>.</summary>
    ChiSquare,

    /// <summary>C, and N of few values: <see cref="ChiSquare.Against"/>, Evidently's.</summary>
    ChiSquareAgainst,

    /// <summary>C: <see cref="RegroupedChiSquare"/>, Model Monitor's ChiSquared.</summary>
    ChiSquareRegrouped,

    /// <summary>Two values: <see cref="Proportions.ZTest"/> of the second value's share.</summary>
    ZTest,

    /// <summary>Two values: <see cref="Proportions.FisherExact"/>.</summary>
    FisherExact,

    /// <summary>N, C: <see cref="Proportions.ZTest"/> of how many values are missing.</summary>
    MissingShare,
}
