using MlPlatform.Fairness;
using MlPlatform.ServiceDefaults;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.AddFairness();

var app = builder.Build();
app.MapServiceDefaults();
app.MapFairness();
await app.RunAsync();
