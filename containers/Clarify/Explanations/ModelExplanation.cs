using MlPlatform.Tables;
using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Explanations;

/// <summary>Contributions of the columns to the model's scores.</summary>
/// <param name="Values">Per row, output and column.</param>
/// <param name="Aggregate">How the contributions of all rows become one number.</param>
/// <param name="Method">How they were found, in words.</param>
/// <param name="Unit">What the score is: log-odds, probability or the label's own unit.</param>
internal sealed record ModelExplanation(Explanation Values, ExplanationAggregate Aggregate, string Method, string Unit)
{
    /// <summary>Per column, over all rows: the contributions to the first output.</summary>
    public double[] Global { get; } = Values.Aggregate(Aggregate);

    /// <summary>What each output is the score of; one for a model of one number or two classes.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["label0"];

    /// <summary>The rows that were explained, for colours in the report; null where they are not kept.</summary>
    public Table? Rows { get; init; }

    /// <summary>Per column, over all rows.</summary>
    public double[] GlobalOf(int output) => output == 0 ? Global : Values.Aggregate(Aggregate, output);
}
