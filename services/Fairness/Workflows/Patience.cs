namespace MlPlatform.Fairness.Workflows;

/// <summary>How long activities are tried again while another service is away; what cannot succeed is a result, not a fault.</summary>
internal static class Patience
{
    private const int Attempts = 200;

    public static readonly WorkflowTaskOptions Options = new(new WorkflowRetryPolicy(
        Attempts, TimeSpan.FromMilliseconds(200), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromSeconds(10)));
}
