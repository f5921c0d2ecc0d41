using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Networks;

/// <summary>The scale on which a number is learnt: mean 0 and deviation 1, so that one step size fits all labels.</summary>
internal readonly record struct LabelScale(double Mean, double Deviation)
{
    public static LabelScale None { get; } = new(0, 1);

    public static LabelScale Of(TrainingData data)
    {
        var moments = new Moments();
        moments.Add(data.Labels, data.Weights);
        if (!double.IsFinite(moments.Deviation)) throw new LearningException($"The label '{data.Label!.Name}' holds numbers too large to be learnt.");
        return new LabelScale(moments.Mean, moments.Deviation > 0 ? moments.Deviation : 1);
    }

    public float[] Apply(double[] labels)
    {
        var (mean, deviation) = this;
        return Array.ConvertAll(labels, label => (float)((label - mean) / deviation));
    }
}
