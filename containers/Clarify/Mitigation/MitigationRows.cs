using MlPlatform.Clarify.Bias;
using MlPlatform.Clarify.Data;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Clarify.Mitigation;

/// <summary>Rows that have a label and a value of the facet: what a model sees of them, whose they are, and their outcome.</summary>
/// <param name="Features">The columns that a model sees.</param>
/// <param name="Outcomes">Group 1 is the group in question, 0 the rest.</param>
/// <param name="Label">What class 1, the favourable outcome, and class 0 are called.</param>
/// <param name="Facet">The facet's column, where it is among the features.</param>
internal sealed record MitigationRows(Table Features, GroupedLabels Outcomes, LabelSchema Label, string Facet)
{
    public static MitigationRows Of(AnalysisContext context, FacetGroup group)
    {
        var label = context.Label;
        var (facetCodes, labelCodes) = (group.Column.Codes, label.Column.Codes);
        int[] complete = [.. Enumerable.Range(0, labelCodes.Length).Where(row => facetCodes[row] != CodedColumn.Missing && labelCodes[row] != CodedColumn.Missing)];
        var outcomes = new GroupedLabels(
            Array.ConvertAll(complete, row => group.Members[facetCodes[row]] ? 1 : 0),
            Array.ConvertAll(complete, row => label.Favorable[labelCodes[row]]), groupCount: 2);
        var unfavorable = string.Join(" or ", label.Column.Values.Where((_, code) => !label.Favorable[code]));
        return new MitigationRows(context.Features.Take(complete), outcomes, new LabelSchema(label.Name, label.FavorableText, unfavorable), group.Facet);
    }

    public MitigationRows Take(ReadOnlySpan<int> rows) => this with { Features = Features.Take(rows), Outcomes = Outcomes.Take(rows) };

    /// <summary>As a learner takes them.</summary>
    public TrainingData Training() => Training(Outcomes.Favorable, Outcomes.Weights);

    /// <summary>With other labels and weights.</summary>
    public TrainingData Training(ReadOnlySpan<bool> favorable, ReadOnlySpan<double> weights)
    {
        var labels = new double[favorable.Length];
        for (var row = 0; row < labels.Length; row++) labels[row] = favorable[row] ? 1 : 0;
        return new TrainingData(Features, labels, weights.ToArray(), Label);
    }
}
