using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MlPlatform.Demo;

/// <summary>How far a demo came: written after every stage, so that a demo that was killed goes on where it was.</summary>
internal sealed class DemoState
{
    private readonly string _path;
    private readonly Record _record;

    private DemoState(string path, Record record) => (_path, _record) = (path, record);

    /// <summary>Names everything that this run of the demo creates.</summary>
    public string RunId => _record.RunId;

    /// <summary>True when an earlier process began this run.</summary>
    public bool IsResumed { get; private init; }

    public IDictionary<string, string> Values => _record.Values;

    public IDictionary<string, double> SecondsByStage => _record.SecondsByStage;

    /// <summary>The unfinished run of the same options, or a new one.</summary>
    public static DemoState Open(DemoOptions options, TimeProvider time)
    {
        options.State.Create();
        var path = Path.Combine(options.State.FullName, $"run-{Key(options)}.json");
        if (File.Exists(path) && Read(path) is { } record) return new DemoState(path, record) { IsResumed = true };
        var state = new DemoState(path, new Record(time.GetUtcNow().ToString("yyyyMMdd-HHmmss", null)));
        state.Save();
        return state;
    }

    public bool IsDone(string stage) => _record.SecondsByStage.ContainsKey(stage);

    public void Finish(string stage, TimeSpan elapsed)
    {
        _record.SecondsByStage[stage] = elapsed.TotalSeconds;
        Save();
    }

    public void Save()
    {
        var temporary = _path + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(_record, DemoStateJson.Default.Record));
        File.Move(temporary, _path, overwrite: true);
    }

    /// <summary>Forgets the run: the next demo starts anew.</summary>
    public void Close() => File.Delete(_path);

    private static Record? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoStateJson.Default.Record);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Key(DemoOptions options)
    {
        var text = $"{options.Data?.FullName}|{options.Label}|{options.Favorable}|{string.Join(',', options.Facets)}|{options.Seed}|{options.Rows}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }

    internal sealed record Record(string RunId)
    {
        public Dictionary<string, string> Values { get; init; } = [];

        public Dictionary<string, double> SecondsByStage { get; init; } = [];
    }
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(DemoState.Record))]
internal sealed partial class DemoStateJson : JsonSerializerContext;
