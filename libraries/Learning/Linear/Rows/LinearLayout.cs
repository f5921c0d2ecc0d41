using MlPlatform.Learning.Linear.Kernels;
using MlPlatform.Learning.Preprocessing;

namespace MlPlatform.Learning.Linear.Rows;

/// <summary>Where each feature lies in the vector of parameters: numbers first, then the one-hot features, then the intercept.</summary>
/// <remarks>With several outputs, their vectors lie one after another, <see cref="Stride"/> apart.</remarks>
internal sealed class LinearLayout
{
    public LinearLayout(FeatureEncoding encoding)
    {
        Encoding = encoding;
        var inputs = Enumerable.Range(0, encoding.Inputs.Count).Where(input => encoding.Encoders[input].Width > 0).ToArray();
        NumberInputs = [.. inputs.Where(input => encoding.Encoders[input] is not OneHotEncoder)];
        CategoryInputs = [.. inputs.Where(input => encoding.Encoders[input] is OneHotEncoder)];
        NumberFeatures = [.. NumberInputs.SelectMany(FeaturesOf)];
        FeatureOf = [.. NumberFeatures, .. CategoryInputs.SelectMany(FeaturesOf)];
        FirstOfCategory = new int[CategoryInputs.Length];
        for (int i = 0, next = NumberFeatures.Length; i < CategoryInputs.Length; i++)
        {
            FirstOfCategory[i] = next;
            next += encoding.Encoders[CategoryInputs[i]].Width;
        }
    }

    public FeatureEncoding Encoding { get; }

    /// <summary>The inputs that become numbers.</summary>
    public int[] NumberInputs { get; }

    /// <summary>The inputs that become one active feature.</summary>
    public int[] CategoryInputs { get; }

    /// <summary>The features that are numbers, in the order of their parameters.</summary>
    public int[] NumberFeatures { get; }

    /// <summary>Per category input: the parameter of its first feature.</summary>
    public int[] FirstOfCategory { get; }

    /// <summary>The feature of each parameter but the intercept.</summary>
    public int[] FeatureOf { get; }

    /// <summary>The number of weights of an output; the intercept's place.</summary>
    public int Dimension => FeatureOf.Length;

    /// <summary>The parameters of an output.</summary>
    public int Stride => Dimension + 1;

    /// <summary>The columns of a block of numbers, filled up to whole groups.</summary>
    public int PaddedNumbers => (NumberFeatures.Length + BlockMath.Group - 1) / BlockMath.Group * BlockMath.Group;

    private IEnumerable<int> FeaturesOf(int input) => Enumerable.Range(Encoding.FirstFeature(input), Encoding.Encoders[input].Width);
}
