namespace MlPlatform.Contracts;

/// <summary>The Dapr app ids of the services, as dapr.yaml lists them.</summary>
public static class AppIds
{
    public const string Gateway = "gateway";
    public const string Storage = "storage";
    public const string Ingestion = "ingestion";
    public const string Features = "features";
    public const string Training = "training";
    public const string Tuning = "tuning";
    public const string Registry = "registry";
    public const string Serving = "serving";
    public const string Fairness = "fairness";
    public const string Pipelines = "pipelines";
}
