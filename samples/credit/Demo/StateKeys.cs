namespace MlPlatform.Demo;

/// <summary>What the stages leave for one another in the state of the run.</summary>
internal static class StateKeys
{
    public const string RowsSent = "rows-sent";
    public const string RowsDelivered = "rows-delivered";
    public const string RowsQuarantined = "rows-quarantined";
    public const string ExecutionArn = "pipeline-execution-arn";
    public const string ModelPackageArn = "model-package-arn";
    public const string SecondModelPackageArn = "second-model-package-arn";
    public const string ModelDataUrl = "model-data-url";
    public const string ShiftedColumn = "shifted-column";
    public const string Violations = "violations";
    public const string DriftReport = "drift-report";
}
