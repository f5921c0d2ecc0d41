using MlPlatform.ServiceDefaults;
using MlPlatform.Storage;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddStorage();

var app = builder.Build();
app.MapServiceDefaults(guarded => guarded.UseS3());
app.MapS3();
await app.RunAsync();
