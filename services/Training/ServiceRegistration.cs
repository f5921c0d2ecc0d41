using Amazon.S3;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;
using MlPlatform.Training.Activities;
using MlPlatform.Training.Domain;
using MlPlatform.Training.Workflows;

namespace MlPlatform.Training;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.AddAwsJson(TrainingJson.Default);
        services.AddSingleton(provider =>
        {
            var platform = provider.GetRequiredService<PlatformOptions>();
            var jobs = Path.Combine(platform.DataFolder, "jobs");
            return new JobEngine(platform.HomeFolder, jobs, provider.GetRequiredService<IAmazonS3>(), new JobOptions(), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<TrainingJobs>();
        services.AddWorkflowStarter<TrainingJobs>();
        return services.AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<TrainingJobWorkflow>();
            workflows.RegisterActivity<PrepareTraining>();
            workflows.RegisterActivity<RunTraining>();
            workflows.RegisterActivity<UploadArtifacts>();
            workflows.RegisterActivity<FinishTraining>();
        });
    }
}
