using MlPlatform.Pipelines;
using MlPlatform.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddPipelines();

var app = builder.Build();
app.MapServiceDefaults();
app.MapPipelines();
await app.RunAsync();
