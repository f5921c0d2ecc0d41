namespace MlPlatform.Learning.Networks.Training;

/// <summary>Rows as training reads them.</summary>
/// <param name="Features">Encoded features, row by row.</param>
/// <param name="Targets">A number on the learning scale, 0 or 1, or a class.</param>
/// <param name="Weights">Per row; over the training rows their mean is 1.</param>
internal sealed record TrainingRows(float[] Features, float[] Targets, float[] Weights)
{
    private readonly int featureCount = Targets.Length == 0 ? 0 : Features.Length / Targets.Length;

    public int Count => Targets.Length;

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(checked(row * featureCount), featureCount);
}
