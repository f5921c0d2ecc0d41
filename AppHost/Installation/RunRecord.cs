using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.AppHost.Installation;

/// <summary>What runs: written at start and at every restart of an app, read by status and by the next start after a crash.</summary>
internal sealed record RunRecord(int Pid, int GatewayPort, IReadOnlyList<RunningApp> Apps)
{
    public void Write(string path)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, RunRecordJson.Default.RunRecord));
        File.Move(temporary, path, overwrite: true);
    }

    /// <returns>Null when nothing runs, or the record cannot be read.</returns>
    public static RunRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize(File.ReadAllBytes(path), RunRecordJson.Default.RunRecord) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A started process: its pid alone may be another's by now, its start time tells.</summary>
internal sealed record RunningApp(string AppId, int Pid, DateTime StartTime, int Port);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
