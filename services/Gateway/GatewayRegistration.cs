using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MlPlatform.Aws.Signing;

namespace MlPlatform.Gateway;

/// <summary>What the Gateway is made of.</summary>
public static class GatewayRegistration
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        var options = GatewayOptions.From(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<ICredentialStore>(_ => CredentialStore.From(builder.Configuration, options.AccountId));
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddSingleton<SignatureVerifier>();
        builder.Services.AddSingleton<SidecarForwarder>();
        builder.Services.AddSingleton<IdentityOperations>();
        builder.Services.AddSingleton<PublicDoor>();
        // The listeners are set below, one for each protocol; that ASPNETCORE_URLS repeats the first is no news.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(server => Listen(server, options));
        return builder;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.Run(app.Services.GetRequiredService<PublicDoor>().HandleAsync);
        return app;
    }

    private static void Listen(KestrelServerOptions server, GatewayOptions options)
    {
        server.AddServerHeader = false;

        // Objects may be of any size and may come slowly; bodies that are held in memory have limits of their own.
        server.Limits.MaxRequestBodySize = null;
        server.Limits.MinRequestBodyDataRate = null;
        server.Limits.MaxRequestLineSize = 16 * 1024;

        var address = IPAddress.Parse(options.Address);
        server.Listen(address, options.Port, listener => listener.Protocols = HttpProtocols.Http1);
        if (options.Http2Port > 0) server.Listen(address, options.Http2Port, listener => listener.Protocols = HttpProtocols.Http2);
    }
}
