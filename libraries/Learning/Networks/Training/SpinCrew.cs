using System.Runtime.ExceptionServices;

namespace MlPlatform.Learning.Networks.Training;

/// <summary>Threads that run one body together and meet at a barrier many thousand times a second.</summary>
/// <remarks>Waiting spins and then yields: a mini-batch takes microseconds, less than waking a thread does. The threads end with the body.</remarks>
internal sealed class SpinCrew
{
    private readonly int size;
    private int waiting;
    private int phase;
    private Exception? failure;

    private SpinCrew(int size) => this.size = size;

    /// <summary>Runs the body once per member; member 0 is the calling thread. The first failure of any member ends all.</summary>
    public static void Run(int size, Action<int, SpinCrew> body)
    {
        var crew = new SpinCrew(size);
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

    /// <summary>Waits until every member is here.</summary>
    public void Meet()
    {
        if (size == 1) return;
        var met = Volatile.Read(ref phase);
        if (Interlocked.Increment(ref waiting) == size)
        {
            Volatile.Write(ref waiting, 0);
            Volatile.Write(ref phase, met + 1);
            return;
        }

        var spinner = default(SpinWait);
        while (Volatile.Read(ref phase) == met)
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
