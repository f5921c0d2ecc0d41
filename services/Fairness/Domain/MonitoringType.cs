namespace MlPlatform.Fairness.Domain;

/// <summary>The values of MonitoringType.</summary>
internal static class MonitoringType
{
    public const string DataQuality = "DataQuality";
    public const string ModelQuality = "ModelQuality";
    public const string ModelBias = "ModelBias";
    public const string ModelExplainability = "ModelExplainability";
}
