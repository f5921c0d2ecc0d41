using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;
using MlPlatform.Features;
using MlPlatform.Features.Operations;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddFeatures();

var app = builder.Build();
app.MapServiceDefaults();
app.MapAwsJson(ProcessingOperations.Map);
await app.RunAsync();
