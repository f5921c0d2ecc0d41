using System.Globalization;

namespace MlPlatform.Algorithms.Serving;

/// <summary>Where the serving container listens.</summary>
internal sealed record ServeSettings(string Address, int Port)
{
    private const int ContractPort = 8080;

    /// <summary>Whether responses become files of a batch job: SAGEMAKER_BATCH.</summary>
    public bool IsBatch { get; init; }

    /// <summary>SAGEMAKER_BIND_TO_PORT, or the contract's 8080; MLPLATFORM_BIND_ADDRESS, or 127.0.0.1.</summary>
    public static ServeSettings FromEnvironment()
    {
        var port = Environment.GetEnvironmentVariable("SAGEMAKER_BIND_TO_PORT");
        var address = Environment.GetEnvironmentVariable("MLPLATFORM_BIND_ADDRESS");
        return new ServeSettings(
            string.IsNullOrEmpty(address) ? "127.0.0.1" : address,
            int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : ContractPort)
        {
            IsBatch = string.Equals(Environment.GetEnvironmentVariable("SAGEMAKER_BATCH"), "true", StringComparison.OrdinalIgnoreCase),
        };
    }
}
