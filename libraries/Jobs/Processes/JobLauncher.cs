using System.Diagnostics;
using System.Globalization;

namespace MlPlatform.Jobs;

/// <summary>Starts attempts: hands the launch script to a shell in a new session and lets go of it.</summary>
internal sealed class JobLauncher(JobOptions options, MountNamespace mounts)
{
    private static readonly TimeSpan GuardMargin = TimeSpan.FromSeconds(30);
    private static readonly string Script = ReadScript();

    /// <summary>The shell process; it outlives this one if need be.</summary>
    public async Task<Process> LaunchAsync(JobRun run, AttemptFolder attempt)
    {
        var namespaceFlag = await mounts.FlagAsync().ConfigureAwait(false);
        var guard = run.MaxRuntime + options.StopGrace + GuardMargin;
        var start = new ProcessStartInfo("setsid",
        [
            "sh", "-c", Script, "run-job", attempt.Path, run.Folder.Base, namespaceFlag ?? "none", Seconds(guard), Seconds(options.StopGrace),
        ]);
        foreach (var argument in Visible(run, namespaceFlag is not null)) start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in run.Environment) start.Environment[name] = value;
        start.Environment["SAGEMAKER_BASE_DIR"] = run.Folder.Base;
        return Process.Start(start) ?? throw new InvalidOperationException("setsid did not start.");
    }

    // Without a namespace there is no /opt/ml, so the paths that name it are rewritten to the folder that stands for it.
    private static IEnumerable<string> Visible(JobRun run, bool hasNamespace)
    {
        var all = run.Command.Arguments.Prepend(run.Command.WorkingDirectory);
        return hasNamespace
            ? all
            : all.Select(argument => argument == JobFolder.ContainerRoot
                ? run.Folder.Base
                : argument.Replace(JobFolder.ContainerRoot + "/", run.Folder.Base + "/", StringComparison.Ordinal));
    }

    private static string Seconds(TimeSpan time) => Math.Ceiling(time.TotalSeconds).ToString("F0", CultureInfo.InvariantCulture);

    private static string ReadScript()
    {
        using var stream = typeof(JobLauncher).Assembly.GetManifestResourceStream("run-job.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
