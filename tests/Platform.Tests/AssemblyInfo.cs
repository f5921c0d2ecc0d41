// Each test here may start a whole platform; side by side they would only measure one another.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
