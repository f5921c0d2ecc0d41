using MlPlatform.Aws;
using MlPlatform.Contracts;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training;
using MlPlatform.Training.Operations;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddTraining();

var app = builder.Build();
app.MapServiceDefaults();
app.MapAwsJson(operations => operations
    .Map<CreateTrainingJobRequest, CreateTrainingJobResponse, CreateTrainingJob>()
    .Map<DescribeTrainingJobRequest, DescribeTrainingJobResponse, DescribeTrainingJob>()
    .Map<StopTrainingJobRequest, EmptyResponse, StopTrainingJob>()
    .Map<ListTrainingJobsRequest, ListTrainingJobsResponse, ListTrainingJobs>());
app.Run();
