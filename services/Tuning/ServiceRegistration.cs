using MlPlatform.Aws;
using MlPlatform.Contracts.SageMaker;
using MlPlatform.ServiceDefaults;
using MlPlatform.Tuning.Activities;
using MlPlatform.Tuning.Domain;
using MlPlatform.Tuning.Workflows;

namespace MlPlatform.Tuning;

/// <summary>What this service is made of.</summary>
internal static class ServiceRegistration
{
    public static IServiceCollection AddTuning(this IServiceCollection services)
    {
        services.AddAwsJson(TuningJson.Default, TrainingJson.Default);
        services.AddSingleton<TuningJobs>();
        services.AddSingleton<ITrainingService, TrainingService>();
        services.AddSingleton<ITuningWakeUp, TuningWakeUp>();
        services.AddWorkflowStarter<TuningJobs>();
        return services.AddDaprWorkflow(workflows =>
        {
            workflows.RegisterWorkflow<TuningJobWorkflow>();
            workflows.RegisterActivity<AdvanceTuning>();
            workflows.RegisterActivity<FailTuning>();
        });
    }
}
