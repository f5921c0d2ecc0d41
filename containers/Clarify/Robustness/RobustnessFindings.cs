using MlPlatform.Clarify.Models;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Robustness;

/// <summary>How hard the model is to mislead.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rows">The place in the data set of each attacked row.</param>
/// <param name="Values">The attacked rows' values.</param>
/// <param name="Labels">The names of the model's labels.</param>
/// <param name="Report">What the attacks came to; its rows are numbered as in <paramref name="Rows"/>.</param>
internal sealed record RobustnessFindings(AnalysedModel Model, int[] Rows, double[] Values, IReadOnlyList<string> Labels, RobustnessReport Report);
