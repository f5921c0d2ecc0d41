using MlPlatform.AppHost.Installation;

namespace MlPlatform.AppHost.Apps;

/// <summary>The tokens between an app and its sidecar, new for each run of the platform.</summary>
internal sealed record AppTokens(string AppToSidecar, string SidecarToApp);

/// <summary>The environment that an app is started with; on a cluster the same variables come from the task or pod definition.</summary>
internal static class AppEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(AppDefinition app, AppTokens tokens, PlatformSetup setup)
    {
        var environment = new Dictionary<string, string>(setup.Credentials.ClientEnvironment(setup.GatewayPort))
        {
            ["APP_ID"] = app.AppId,
            ["APP_PORT"] = $"{app.AppPort}",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{app.AppPort}",
            ["DAPR_HTTP_PORT"] = $"{app.DaprHttpPort}",
            ["DAPR_GRPC_PORT"] = $"{app.DaprGrpcPort}",
            ["DAPR_API_TOKEN"] = tokens.AppToSidecar,
            ["APP_API_TOKEN"] = tokens.SidecarToApp,
            ["MLPLATFORM_HOME"] = setup.Home,
            ["MLPLATFORM_DATA"] = setup.DataFolder,
            ["MLPLATFORM_ACCOUNT_ID"] = setup.Credentials.AccountId,
            ["MLPLATFORM_PARENT"] = "stdin",
            ["DOTNET_NOLOGO"] = "1",
        };
        return environment;
    }
}

/// <summary>What all apps of one platform have in common.</summary>
internal sealed record PlatformSetup(string Home, string DataFolder, int GatewayPort, Credentials Credentials);
