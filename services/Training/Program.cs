using MlPlatform.Aws;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training;
using MlPlatform.Training.Operations;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddTraining();

var app = builder.Build();
app.MapServiceDefaults();
app.MapAwsJson(TrainingOperations.Map);
await app.RunAsync();
