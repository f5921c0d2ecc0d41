using System.Numerics.Tensors;

namespace MlPlatform.Learning.Trees;

/// <summary>How summed leaf values (margins) become what the model says.</summary>
public enum MarginLink
{
    /// <summary>The margin itself.</summary>
    Identity = 0,

    /// <summary>1 / (1 + exp(-margin)): the probability of class 1.</summary>
    Logistic = 1,

    /// <summary>exp(margin): a mean above zero.</summary>
    Exponential = 2,

    /// <summary>exp(margin of a class) over the sum of all: a probability per class.</summary>
    Softmax = 3,
}

/// <summary>Applies a <see cref="MarginLink"/>.</summary>
public static class MarginLinks
{
    /// <summary>Turns one row's margins into its outputs, in place.</summary>
    public static void Apply(this MarginLink link, Span<double> margins)
    {
        switch (link)
        {
            case MarginLink.Logistic:
                foreach (ref var margin in margins) margin = 1 / (1 + Math.Exp(-margin));
                break;
            case MarginLink.Exponential:
                foreach (ref var margin in margins) margin = Math.Exp(margin);
                break;
            case MarginLink.Softmax:
                TensorPrimitives.Subtract(margins, TensorPrimitives.Max<double>(margins), margins);
                TensorPrimitives.SoftMax(margins, margins);
                break;
            default:
                break;
        }
    }

    /// <summary>The same for rows that lie one after another; a row's outputs do not depend on its neighbours.</summary>
    public static void ApplyRows(this MarginLink link, Span<double> margins, int outputs)
    {
        if (link != MarginLink.Softmax)
        {
            link.Apply(margins);
            return;
        }

        for (var start = 0; start < margins.Length; start += outputs) link.Apply(margins.Slice(start, outputs));
    }

    /// <summary>The margin of a constant prediction: the inverse of a link of one output.</summary>
    public static double MarginOf(this MarginLink link, double prediction) => link switch
    {
        MarginLink.Logistic => Math.Log(prediction / (1 - prediction)),
        MarginLink.Exponential => Math.Log(prediction),
        _ => prediction,
    };
}
