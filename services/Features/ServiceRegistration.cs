using Amazon.S3;
using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.Features.Activities;
using MlPlatform.Features.Domain;
using MlPlatform.Features.Workflows;
using MlPlatform.Jobs;
using MlPlatform.ServiceDefaults;

namespace MlPlatform.Features;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddAwsJson(ProcessingJson.Default);
        services.AddSingleton(provider =>
        {
            var platform = provider.GetRequiredService<PlatformOptions>();
            var jobs = Path.Combine(platform.DataFolder, "jobs");
            return new JobEngine(platform.HomeFolder, jobs, provider.GetRequiredService<IAmazonS3>(), new JobOptions(), provider.GetRequiredService<TimeProvider>());
        });
        services.AddSingleton<ProcessingJobs>();
        services.AddWorkflowStarter<ProcessingJobs>();
        return services.AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<ProcessingJobWorkflow>();
            workflows.RegisterActivity<PrepareProcessing>();
            workflows.RegisterActivity<RunProcessing>();
            workflows.RegisterActivity<UploadOutputs>();
            workflows.RegisterActivity<FinishProcessing>();
        });
    }
}
