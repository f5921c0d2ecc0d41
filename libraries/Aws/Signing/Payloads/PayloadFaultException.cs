namespace MlPlatform.Aws.Signing;

/// <summary>A payload turned out not to be the one that was signed; what has been passed on of it must not be kept.</summary>
public sealed class PayloadFaultException(SignatureFault fault) : Exception($"The payload was refused: {fault}.")
{
    public SignatureFault Fault { get; } = fault;
}
