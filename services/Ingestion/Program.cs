using MlPlatform.Ingestion;
using MlPlatform.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddIngestion();

var app = builder.Build();
app.MapServiceDefaults();
app.MapIngestion();
await app.RunAsync();
