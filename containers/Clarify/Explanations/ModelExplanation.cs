using MlPlatform.Trust.Explanations;

namespace MlPlatform.Clarify.Explanations;

/// <summary>Contributions of the columns to the model's score.</summary>
/// <param name="Values">Per row and column.</param>
/// <param name="Global">Per column, over all rows.</param>
/// <param name="Method">How they were found, in words.</param>
/// <param name="Unit">What the score is: log-odds, probability or the label's own unit.</param>
internal sealed record ModelExplanation(Explanation Values, double[] Global, string Method, string Unit);
