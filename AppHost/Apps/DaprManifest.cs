using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace MlPlatform.AppHost.Apps;

/// <summary>The list of apps: Dapr's multi-app run file, <c>dapr.yaml</c>.</summary>
internal sealed record DaprManifest(string ResourcesFolder, IReadOnlyList<AppDefinition> Apps)
{
    /// <exception cref="StartupException">The file is absent, is no such file, or lacks something of an app.</exception>
    public static DaprManifest Read(string path)
    {
        if (!File.Exists(path)) throw new StartupException($"{path} is missing: it lists the apps to start.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            var deserializer = new DeserializerBuilder()
                .WithNamingConvention(NullNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
            var file = deserializer.Deserialize<FileModel>(File.ReadAllText(path)) ?? new FileModel();
            var common = file.common?.env ?? [];
            var resources = file.common?.resourcesPaths?.FirstOrDefault() ?? "./components/embedded";
            return new DaprManifest(Path.Combine(folder, resources), [.. (file.apps ?? []).Select(app => Define(app, folder, common, path))]);
        }
        catch (YamlException fault)
        {
            throw new StartupException($"{path} cannot be read at line {fault.Start.Line}: {fault.Message}");
        }
    }

    private static AppDefinition Define(AppModel app, string folder, Dictionary<string, string> common, string path)
    {
        var appId = app.appID ?? throw new StartupException($"{path}: an app has no appID.");
        if (app.appPort == 0 || app.daprHTTPPort == 0 || app.daprGRPCPort == 0)
        {
            throw new StartupException($"{path}: {appId} needs appPort, daprHTTPPort and daprGRPCPort.");
        }

        return new AppDefinition
        {
            AppId = appId,
            Folder = Path.GetFullPath(Path.Combine(folder, app.appDirPath ?? ".")),
            AppPort = app.appPort,
            DaprHttpPort = app.daprHTTPPort,
            DaprGrpcPort = app.daprGRPCPort,
            Command = app.command is { Count: > 0 } command ? command : throw new StartupException($"{path}: {appId} has no command."),
            Environment = common.Concat(app.env ?? []).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value),
        };
    }

#pragma warning disable IDE1006 // The names are Dapr's.
    private sealed class FileModel
    {
        public CommonModel? common { get; set; }

        public List<AppModel>? apps { get; set; }
    }

    private sealed class CommonModel
    {
        public List<string>? resourcesPaths { get; set; }

        public Dictionary<string, string>? env { get; set; }
    }

    private sealed class AppModel
    {
        public string? appID { get; set; }

        public string? appDirPath { get; set; }

        public int appPort { get; set; }

        public int daprHTTPPort { get; set; }

        public int daprGRPCPort { get; set; }

        public List<string>? command { get; set; }

        public Dictionary<string, string>? env { get; set; }
    }
#pragma warning restore IDE1006
}

/// <summary>One app: where it lies, which ports it and its sidecar use, and how it is started.</summary>
internal sealed record AppDefinition
{
    public required string AppId { get; init; }

    public required string Folder { get; init; }

    public required int AppPort { get; init; }

    public required int DaprHttpPort { get; init; }

    public required int DaprGrpcPort { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Every port that the app and its sidecar listen on.</summary>
    public IEnumerable<int> Ports => [AppPort, DaprHttpPort, DaprGrpcPort];

    /// <summary>The same app with every port moved, so that a second platform can stand beside the first.</summary>
    public AppDefinition Moved(int offset) => this with
    {
        AppPort = AppPort + offset,
        DaprHttpPort = DaprHttpPort + offset,
        DaprGrpcPort = DaprGrpcPort + offset,
    };
}
