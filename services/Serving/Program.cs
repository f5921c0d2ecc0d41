using MlPlatform.ServiceDefaults;
using MlPlatform.Serving;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddServing();

var app = builder.Build();
app.MapServiceDefaults();
app.MapServing();
await app.RunAsync();
