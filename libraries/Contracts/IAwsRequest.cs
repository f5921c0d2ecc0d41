namespace MlPlatform.Contracts;

/// <summary>The input of an AWS operation that answers <typeparamref name="TResponse"/>.</summary>
public interface IAwsRequest<TResponse>
{
    /// <summary>The operation as <c>X-Amz-Target</c> names it, such as <c>SageMaker.CreateTrainingJob</c>.</summary>
    static abstract string Target { get; }
}

/// <summary>The answer of an operation that answers nothing.</summary>
public sealed record EmptyResponse
{
    public static readonly EmptyResponse Value = new();
}
