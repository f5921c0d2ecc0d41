using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;
using MlPlatform.Tuning;
using MlPlatform.Tuning.Operations;
using MlPlatform.Tuning.Subscribers;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddTuning();

var app = builder.Build();
app.MapServiceDefaults();
app.MapAwsJson(TuningOperations.Map);
app.MapTrainingJobChanges();
await app.RunAsync();
