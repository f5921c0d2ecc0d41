using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Makes history events and stores several of them in one blob.</summary>
internal static class HistoryEvents
{
    /// <summary>The id of events that no action of the workflow caused.</summary>
    public const int NoAction = -1;

    public static HistoryEvent At(DateTimeOffset moment, int id = NoAction) => new() { EventId = id, Timestamp = Timestamp.FromDateTimeOffset(moment) };

    public static HistoryEvent Failed(DateTimeOffset moment, int taskId, TaskFailureDetails? failure)
    {
        var happened = At(moment);
        happened.ChildWorkflowInstanceFailed = new ChildWorkflowInstanceFailedEvent { TaskScheduledId = taskId, FailureDetails = failure };
        return happened;
    }

    /// <summary>Whether the event answers something this execution asked for, and so means nothing to the next one.</summary>
    public static bool IsAnswer(HistoryEvent happened) => happened.EventTypeCase is HistoryEvent.EventTypeOneofCase.TaskCompleted
        or HistoryEvent.EventTypeOneofCase.TaskFailed
        or HistoryEvent.EventTypeOneofCase.TimerFired
        or HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceCompleted
        or HistoryEvent.EventTypeOneofCase.ChildWorkflowInstanceFailed;

    public static byte[] Pack(IReadOnlyList<HistoryEvent> events)
    {
        using var stream = new MemoryStream();
        foreach (var happened in events) happened.WriteDelimitedTo(stream);
        return stream.ToArray();
    }

    public static IEnumerable<HistoryEvent> Unpack(byte[] blob)
    {
        using var stream = new MemoryStream(blob);
        while (stream.Position < stream.Length) yield return HistoryEvent.Parser.ParseDelimitedFrom(stream);
    }
}
