using System.Collections.Concurrent;

namespace MlPlatform.Dapr.Conformance.Tests.Workflows;

/// <summary>The workflows of the app, one per behaviour.</summary>
internal static class SampleWorkflows
{
    public static void Register(WorkflowRuntimeOptions options)
    {
        options.RegisterWorkflow<SumOfSquares>();
        options.RegisterWorkflow<Approval>();
        options.RegisterWorkflow<Sleeper>();
        options.RegisterWorkflow<Parent>();
        options.RegisterWorkflow<CountDown>();
        options.RegisterWorkflow<Persistent>();
        options.RegisterWorkflow<Failing>();
        options.RegisterWorkflow<Sequence>();
        options.RegisterActivity<Square>();
        options.RegisterActivity<FailsTwice>();
        options.RegisterActivity<AlwaysFails>();
    }

    /// <summary>Fan-out and fan-in.</summary>
    internal sealed class SumOfSquares : Workflow<int[], int>
    {
        public override async Task<int> RunAsync(WorkflowContext context, int[] input)
            => (await Task.WhenAll(input.Select(n => context.CallActivityAsync<int>(nameof(Square), n)))).Sum();
    }

    /// <summary>Waits for a person, for an hour.</summary>
    internal sealed class Approval : Workflow<string, string>
    {
        public override async Task<string> RunAsync(WorkflowContext context, string input)
        {
            context.SetCustomStatus("waiting");
            var answer = await context.WaitForExternalEventAsync<string>("answer", TimeSpan.FromHours(1));
            context.SetCustomStatus("answered");
            return $"{input}: {answer}";
        }
    }

    internal sealed class Sleeper : Workflow<double, double>
    {
        public override async Task<double> RunAsync(WorkflowContext context, double input)
        {
            var start = context.CurrentUtcDateTime;
            await context.CreateTimer(TimeSpan.FromSeconds(input));
            return (context.CurrentUtcDateTime - start).TotalSeconds;
        }
    }

    internal sealed class Parent : Workflow<int[], string>
    {
        public override async Task<string> RunAsync(WorkflowContext context, int[] input)
        {
            var sum = await context.CallChildWorkflowAsync<int>(
                nameof(SumOfSquares), input, new ChildWorkflowTaskOptions(InstanceId: context.InstanceId + "-child"));
            try
            {
                await context.CallChildWorkflowAsync(nameof(Failing));
                return "the child did not fail";
            }
            catch (WorkflowTaskFailedException failed)
            {
                return $"{sum} then {failed.FailureDetails.ErrorMessage}";
            }
        }
    }

    /// <summary>Starts again with a smaller input until nothing is left.</summary>
    internal sealed class CountDown : Workflow<int, string>
    {
        public override async Task<string> RunAsync(WorkflowContext context, int input)
        {
            await context.CallActivityAsync<int>(nameof(Square), input);
            if (input == 0)
            {
                return "lift-off";
            }

            context.ContinueAsNew(input - 1);
            return "not yet";
        }
    }

    internal sealed class Persistent : Workflow<string, int>
    {
        public override Task<int> RunAsync(WorkflowContext context, string input) => context.CallActivityAsync<int>(
            nameof(FailsTwice), input, new WorkflowTaskOptions(new WorkflowRetryPolicy(5, TimeSpan.FromMilliseconds(50))));
    }

    internal sealed class Failing : Workflow<object?, object?>
    {
        public override Task<object?> RunAsync(WorkflowContext context, object? input) => context.CallActivityAsync<object?>(nameof(AlwaysFails));
    }

    internal sealed class Sequence : Workflow<int, int>
    {
        public override async Task<int> RunAsync(WorkflowContext context, int input)
        {
            var sum = 0;
            for (var i = 0; i < input; i++)
            {
                sum += await context.CallActivityAsync<int>(nameof(Square), 1);
            }

            return sum;
        }
    }

    internal sealed class Square : WorkflowActivity<int, int>
    {
        public override Task<int> RunAsync(WorkflowActivityContext context, int input) => Task.FromResult(input * input);
    }

    internal sealed class FailsTwice : WorkflowActivity<string, int>
    {
        private static readonly ConcurrentDictionary<string, int> Attempts = new();

        public override Task<int> RunAsync(WorkflowActivityContext context, string input)
        {
            var attempt = Attempts.AddOrUpdate(input, 1, (_, count) => count + 1);
            return attempt < 3 ? throw new InvalidOperationException($"attempt {attempt}") : Task.FromResult(attempt);
        }
    }

    internal sealed class AlwaysFails : WorkflowActivity<object?, object?>
    {
        public override Task<object?> RunAsync(WorkflowActivityContext context, object? input)
            => throw new InvalidOperationException("out of paper");
    }
}
