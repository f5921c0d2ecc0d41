using System.Runtime.ExceptionServices;

namespace MlPlatform.Learning.Parallelism;

/// <summary>Threads that stay for the length of a fit, since a tree has dozens of short parallel steps. The caller works along.</summary>
/// <remarks>A step's tasks are dealt one by one, so their order and thread are open: tasks must not depend on either.</remarks>
internal sealed class WorkerTeam : IDisposable
{
    private const int SpinsBeforeSleep = 40;

    private readonly Thread[] threads;
    private readonly object sleep = new();
    private Step current = new(0, (_, _) => { });
    private int sleepers;
    private volatile bool ended;

    /// <param name="size">How many threads work, the caller included.</param>
    public WorkerTeam(int size)
    {
        Size = Math.Max(1, size);
        threads = new Thread[Size - 1];
        for (var i = 0; i < threads.Length; i++)
        {
            var worker = i + 1;
            threads[i] = new Thread(() => Work(worker)) { IsBackground = true, Name = $"boosting {worker}" };
            threads[i].Start();
        }
    }

    public int Size { get; }

    /// <summary>Runs the tasks 0 to <paramref name="count"/> - 1 and returns when all are done; of several failures that of the lowest task is thrown.</summary>
    /// <param name="count">How many tasks.</param>
    /// <param name="task">Given the worker, from 0 to <see cref="Size"/> - 1, and the task.</param>
    public void Run(int count, Action<int, int> task)
    {
        if (threads.Length == 0 || count <= 1)
        {
            for (var i = 0; i < count; i++) task(0, i);
            return;
        }

        var step = new Step(count, task);
        Volatile.Write(ref current, step);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref sleepers) > 0) Wake();
        step.TakePart(0);
        var spin = default(SpinWait);
        while (!step.Done) spin.SpinOnce(sleep1Threshold: -1);
        if (step.Failure is { } failure) ExceptionDispatchInfo.Throw(failure);
    }

    public void Dispose()
    {
        ended = true;
        Wake();
        foreach (var thread in threads) thread.Join();
    }

    private void Wake()
    {
        lock (sleep) Monitor.PulseAll(sleep);
    }

    private void Work(int worker)
    {
        Step? last = null;
        while (true)
        {
            var step = Next(last);
            if (ended) return;
            step.TakePart(worker);
            last = step;
        }
    }

    private Step Next(Step? last)
    {
        for (var i = 0; i < SpinsBeforeSleep && !ended; i++)
        {
            if (Volatile.Read(ref current) is var step && step != last) return step;
            Thread.SpinWait(30);
        }

        Interlocked.Increment(ref sleepers);
        lock (sleep)
        {
            while (Volatile.Read(ref current) == last && !ended) Monitor.Wait(sleep);
        }

        Interlocked.Decrement(ref sleepers);
        return Volatile.Read(ref current);
    }

    private sealed class Step(int count, Action<int, int> task)
    {
        private readonly Lock failures = new();
        private int next = -1;
        private int done;
        private int failedTask = int.MaxValue;

        public Exception? Failure { get; private set; }

        public bool Done => Volatile.Read(ref done) >= count;

        public void TakePart(int worker)
        {
            while (true)
            {
                var index = Interlocked.Increment(ref next);
                if (index >= count) return;
                try
                {
                    task(worker, index);
                }
                catch (Exception error)
                {
                    // Thrown on the caller's thread: on this one it would end the process without a word.
                    Keep(index, error);
                }

                Interlocked.Increment(ref done);
            }
        }

        private void Keep(int index, Exception error)
        {
            lock (failures)
            {
                if (index > failedTask) return;
                failedTask = index;
                Failure = error;
            }
        }
    }
}
