using System.Text.Json;

namespace MlPlatform.Jobs;

/// <summary>A user's own script as the SDK's framework estimators send it: a program name and the archive that holds it, among the hyperparameters.</summary>
public sealed record ScriptMode(string Program, string? SubmitDirectory)
{
    /// <summary>The script that the hyperparameters name, or null.</summary>
    public static ScriptMode? Find(IReadOnlyDictionary<string, string> hyperparameters) =>
        hyperparameters.TryGetValue("sagemaker_program", out var program)
            ? new(Text(program), hyperparameters.TryGetValue("sagemaker_submit_directory", out var directory) ? Text(directory) : null)
            : null;

    /// <summary>Puts the script's folder into /opt/ml/code: an archive from S3 or from this machine, or a folder of this machine.</summary>
    public async Task UnpackAsync(JobFolder folder, ObjectTransfer objects, CancellationToken cancellationToken)
    {
        if (SubmitDirectory is null) return;
        JobFolder.Empty(folder.Code);
        if (SubmitDirectory.StartsWith("s3://", StringComparison.Ordinal))
        {
            var archive = Path.Combine(folder.Root, "sourcedir.tar.gz");
            await objects.DownloadObjectAsync(S3Location.Parse(SubmitDirectory), archive, cancellationToken).ConfigureAwait(false);
            await JobArchive.ExtractAsync(archive, folder.Code, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await CopyLocalAsync(Local(folder), folder.Code, cancellationToken).ConfigureAwait(false);
        }

        if (!File.Exists(Path.Combine(folder.Code, Program)))
        {
            throw new JobInputException($"The script {Program} is not in {SubmitDirectory}.");
        }
    }

    private string Local(JobFolder folder)
    {
        var path = SubmitDirectory!.StartsWith("file://", StringComparison.Ordinal) ? SubmitDirectory["file://".Length..] : SubmitDirectory;
        if (JobFolder.IsContainerPath(path)) path = folder.HostPath(path);
        return Path.Exists(path) ? path : throw new JobInputException($"sagemaker_submit_directory {SubmitDirectory} does not exist.");
    }

    private static async Task CopyLocalAsync(string source, string target, CancellationToken cancellationToken)
    {
        if (File.Exists(source))
        {
            await JobArchive.ExtractAsync(source, target, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    /// <summary>A hyperparameter's text: framework estimators encode each as JSON, plain estimators do not.</summary>
    public static string Text(string value)
    {
        if (value.Length < 2 || value[0] != '"') return value;
        try
        {
            return JsonSerializer.Deserialize(value, ScriptJson.Default.String) ?? value;
        }
        catch (JsonException)
        {
            return value;
        }
    }
}
