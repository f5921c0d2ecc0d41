using Google.Protobuf.WellKnownTypes;
using MlPlatform.Dapr.Protocol.TaskHub;

namespace MlPlatform.Dapr.Runtime.Core.Workflow;

/// <summary>Makes what comes due at a moment.</summary>
internal static class Timers
{
    public static PendingTimer Of(InstanceKey owner, string execution, int timerId, Timestamp fireAt)
    {
        var fired = new HistoryEvent { EventId = HistoryEvents.NoAction, Timestamp = fireAt };
        fired.TimerFired = new TimerFiredEvent { TimerId = timerId, FireAt = fireAt };
        return new PendingTimer(owner, execution, timerId, Due(fireAt), fired);
    }

    /// <summary>The start of a workflow, put off to the moment it names; null where it names none or one that has passed.</summary>
    public static PendingTimer? OfStart(NewInstance instance, long now)
    {
        if (instance.Event.ScheduledStartTimestamp is not { } moment || Due(moment) <= now) return null;
        return new PendingTimer(instance.Key, instance.Execution, PendingTimer.Start, Due(moment), instance.Started);
    }

    /// <summary>The first whole millisecond that is not before the moment.</summary>
    private static long Due(Timestamp moment) => moment.Seconds * 1000 + (moment.Nanos + 999_999) / 1_000_000;
}
