using MlPlatform.Clarify.Models;
using MlPlatform.Trust.Robustness;

namespace MlPlatform.Clarify.Robustness;

/// <summary>How hard the model is to mislead.</summary>
/// <param name="Model">The model.</param>
/// <param name="Rows">The place in the data set of each attacked row.</param>
/// <param name="Values">The attacked rows' values.</param>
/// <param name="Labels">The names of the model's labels.</param>
/// <param name="Report">What the attacks came to; its rows are numbered as in <paramref name="Rows"/>.</param>
internal sealed record RobustnessFindings(AnalysedModel Model, int[] Rows, double[] Values, IReadOnlyList<string> Labels, RobustnessReport Report)
{
    /// <summary>The name of a label; that of its number where the model names none.</summary>
    public string LabelOf(int label) => label < Labels.Count ? Labels[label] : $"label{label}";

    /// <summary>The name of the label whose figures these are.</summary>
    public string LabelOf(RobustnessFigures ofLabel) => LabelOf(int.Parse(ofLabel.Name, System.Globalization.CultureInfo.InvariantCulture));
}
