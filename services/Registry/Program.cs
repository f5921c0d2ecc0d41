using MlPlatform.Registry;
using MlPlatform.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddRegistry();

var app = builder.Build();
app.MapServiceDefaults();
app.MapRegistry();
await app.RunAsync();
