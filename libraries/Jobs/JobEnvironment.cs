using System.Runtime.InteropServices;

namespace MlPlatform.Jobs;

/// <summary>The environment a job starts from: what programs need to run and to reach the platform, none of the service's own secrets.</summary>
public static class JobEnvironment
{
    /// <summary>The platform finds the processes that work on its data by this variable, and ends them when it stops.</summary>
    private const string DataFolder = "MLPLATFORM_DATA";

    private static readonly string[] Inherited =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PYENV_ROOT", "VIRTUAL_ENV", "PYTHONPATH",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_ROOT", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DATA_PATH",
        DataFolder,
    ];

    /// <summary>A fresh copy with the region set, to which the job's own variables are added.</summary>
    public static Dictionary<string, string> Create(string region)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) environment[name] = value;
        }

        environment.TryAdd("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        if (environment.TryGetValue("AWS_ENDPOINT_URL", out var endpoint)) environment["S3_ENDPOINT_URL"] = endpoint;
        environment["AWS_REGION"] = environment["AWS_DEFAULT_REGION"] = region;
        environment["PYTHONUNBUFFERED"] = "1";
        return environment;
    }
}
