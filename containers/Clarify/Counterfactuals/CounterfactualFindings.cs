using MlPlatform.Clarify.Models;
using MlPlatform.Trust.Counterfactuals;

namespace MlPlatform.Clarify.Counterfactuals;

/// <summary>What would have to be otherwise for rows to have a wanted outcome.</summary>
/// <param name="Model">Whose outcome.</param>
/// <param name="Wanted">The outcome in words.</param>
/// <param name="Distance">In which distance the rows are near, as the configuration names it.</param>
/// <param name="Rows">By explained row.</param>
internal sealed record CounterfactualFindings(AnalysedModel Model, string Wanted, string Distance, IReadOnlyList<CounterfactualRow> Rows)
{
    /// <summary>Every change that was found, of every row.</summary>
    public IEnumerable<Counterfactual> All => Rows.SelectMany(row => row.Result.Counterfactuals);
}

/// <summary>One explained row.</summary>
/// <param name="Index">Its place in the data set, from 0.</param>
/// <param name="Row">Its values.</param>
/// <param name="Result">What was found.</param>
internal sealed record CounterfactualRow(int Index, double[] Row, CounterfactualResult Result);
