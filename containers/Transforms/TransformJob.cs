using MlPlatform.Jobs.Container;
using MlPlatform.Learning;
using MlPlatform.Tables;
using MlPlatform.Transforms.Verbs;

namespace MlPlatform.Transforms;

/// <summary>One processing job: a verb with its arguments, over the job's inputs and outputs.</summary>
internal static class TransformJob
{
    private static readonly Verb[] Verbs = [ProfileVerb.Verb, QualityVerb.Verb, EncodeVerb.Verb, PrepareVerb.Verb, SplitVerb.Verb, EvaluateVerb.Verb];

    public static int Run(string baseFolder, string[] args, TextWriter log)
    {
        var container = ProcessingContainer.Open(baseFolder);
        try
        {
            var verb = Verbs.FirstOrDefault(v => args.Length > 0 && v.Name == args[0])
                ?? throw new TransformException($"There is no transform '{args.FirstOrDefault()}'; there are {string.Join(", ", Verbs.Select(v => v.Name))}.");
            var message = verb.Run(new JobFolders(container, baseFolder), Arguments.Parse(args[1..], verb.Arguments));
            log.WriteLine(message);
            container.WriteMessage(message);
            return 0;
        }
        catch (Exception error) when (error is TransformException or TableFormatException or LearningException or IOException or UnauthorizedAccessException)
        {
            container.ReportFailure(error.Message, log);
            return 1;
        }
    }
}

/// <summary>A transform: its name, the arguments it knows, and what it does; it returns one sentence about what it did.</summary>
internal sealed record Verb(string Name, IReadOnlyList<string> Arguments, Func<JobFolders, Arguments, string> Run);
