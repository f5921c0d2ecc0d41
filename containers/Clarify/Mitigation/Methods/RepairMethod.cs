using MlPlatform.Tables;
using MlPlatform.Trust.Mitigation;
using MlPlatform.Trust.Mitigation.Search;

namespace MlPlatform.Clarify.Mitigation.Methods;

/// <summary>Trains on numbers that are repaired until they no longer tell the group, without the facet itself; answers rows repaired alike.</summary>
internal static class RepairMethod
{
    private const double FullRepair = 1;

    public static FittedMethod Fit(LearningRows rows, CancellationToken cancellationToken)
    {
        var groups = rows.Training.Outcomes.Groups.ToArray();
        var repairs = new Dictionary<string, ColumnRepair>(StringComparer.Ordinal);
        foreach (var column in rows.Training.Features.Columns.OfType<NumberColumn>().Where(column => column.Name != rows.Training.Facet))
        {
            repairs[column.Name] = ColumnRepair.Fit(column.ToArray(), groups, groupCount: 2);
        }

        var model = rows.Trainer.Fit(Repaired(rows.Training, repairs).Training(), cancellationToken);
        return new FittedMethod(others =>
        {
            var scores = rows.Trainer.Scores(model, Repaired(others, repairs).Features);
            return new CandidateAnswers(Array.ConvertAll(scores, score => score >= model.Output.Threshold ? 1.0 : 0), scores);
        })
        {
            Model = model, Parameters = new { Level = FullRepair, Columns = repairs },
        };
    }

    private static MitigationRows Repaired(MitigationRows rows, Dictionary<string, ColumnRepair> repairs) => rows with
    {
        Features = new Table([.. rows.Features.Columns.Where(column => column.Name != rows.Facet).Select(column =>
            column is NumberColumn numbers && repairs.TryGetValue(column.Name, out var repair)
                ? new Float64Column(column.Name, repair.Repair(rows.Outcomes.Groups, numbers.ToArray(), FullRepair))
                : column)]),
    };
}
