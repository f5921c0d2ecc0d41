using System.Runtime.ExceptionServices;

namespace MlPlatform.Learning.Parallelism;

/// <summary>Threads that run one body together and share out its work many thousand times a second.</summary>
/// <remarks>
/// Work comes in phases of numbered tasks that go on counting from phase to phase. A task belongs to whoever claims it, so a thread
/// that the machine does not run holds up no more than the task it holds. Waiting spins and then yields: a phase takes microseconds,
/// less than waking a thread does. The threads end with the body.
/// </remarks>
internal sealed class SpinCrew
{
    private long next;
    private long done;
    private Exception? failure;

    private SpinCrew()
    {
    }

    /// <summary>Runs the body once per member; member 0 is the calling thread. The first failure of any member ends all.</summary>
    public static void Run(int size, Action<int, SpinCrew> body)
    {
        var crew = new SpinCrew();
        var threads = new Thread[size - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var member = i + 1;
            threads[i] = new Thread(() => crew.Attempt(body, member)) { IsBackground = true, Name = $"network training {member}" };
            threads[i].Start();
        }

        crew.Attempt(body, 0);
        foreach (var thread in threads) thread.Join();
        if (crew.failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Takes the next task of the phase that ends before task <paramref name="end"/>; false where none is left of it.</summary>
    public bool TryClaim(long end, out long task)
    {
        task = Volatile.Read(ref next);
        while (task < end)
        {
            var seen = Interlocked.CompareExchange(ref next, task + 1, task);
            if (seen == task) return true;
            task = seen;
        }

        return false;
    }

    /// <summary>Says that a claimed task is done.</summary>
    public void Finish() => Interlocked.Increment(ref done);

    /// <summary>Waits until every task before <paramref name="end"/> is done, and sees what they wrote.</summary>
    public void Await(long end)
    {
        var spinner = default(SpinWait);
        while (Volatile.Read(ref done) < end)
        {
            if (Volatile.Read(ref failure) is { } reason) throw new OperationCanceledException("Another thread of the fit failed.", reason);
            spinner.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void Attempt(Action<int, SpinCrew> body, int member)
    {
        try
        {
            body(member, this);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, error, null);
        }
    }
}
