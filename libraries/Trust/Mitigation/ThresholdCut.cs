namespace MlPlatform.Trust.Mitigation;

/// <summary>A cut through scores. Thresholds may be infinite: nobody, or everybody, gets the favourable answer.</summary>
/// <param name="Threshold">Where the cut is.</param>
/// <param name="Above">Whether scores above it are favourable; else those below it.</param>
public readonly record struct ThresholdCut(double Threshold, bool Above = true)
{
    public bool IsFavorable(double score) => Above ? score > Threshold : score < Threshold;
}
