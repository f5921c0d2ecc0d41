using System.Text.Json;
using MlPlatform.Trust.Mitigation;

namespace MlPlatform.Trust.Tests.Golden.Kinds;

/// <summary>The repaired values. Input: groups, values, level.</summary>
internal static class DisparateImpactRepair
{
    public static IReadOnlyList<double?> Evaluate(JsonElement input)
    {
        var (groups, values) = (input.Codes("groups"), input.Numbers("values"));
        var repaired = ColumnRepair.Fit(values, groups, groups.Max() + 1).Repair(groups, values, input.GetProperty("level").GetDouble());
        return [.. repaired.Select(value => (double?)value)];
    }
}
