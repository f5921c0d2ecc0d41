using MlPlatform.Learning.Hyperparameters;
using static MlPlatform.Learning.Hyperparameters.Hyperparameter;

namespace MlPlatform.Learning.Trees;

/// <summary>The declarations behind <see cref="BoostedTreesOptions"/>, named as SageMaker's XGBoost names them.</summary>
internal static class BoostedTreesHyperparameters
{
    public const string Auto = "auto";

    private const double Huge = 1e12;

    public static readonly Hyperparameter Objective = Choice("objective", "reg:squarederror", Objectives.ObjectiveCatalog.Names, "The loss that is minimised, and so what is predicted.");
    public static readonly Hyperparameter NumRound = Integer("num_round", 100, 1, 100_000, "The number of boosting rounds, those of a model to go on from included.");
    public static readonly Hyperparameter Eta = Continuous("eta", 0.3, 1e-6, 1, "The factor on every leaf value: the learning rate.") with { Scale = HyperparameterScale.Logarithmic };
    public static readonly Hyperparameter MaxDepth = Integer("max_depth", 6, 0, 64, "The most splits between root and leaf; 0 is no limit.");
    public static readonly Hyperparameter MaxLeaves = Integer("max_leaves", 0, 0, 1_000_000, "The most leaves of a tree; 0 is no limit.");
    public static readonly Hyperparameter GrowPolicy = Choice("grow_policy", "depthwise", ["depthwise", "lossguide"], "depthwise splits level by level; lossguide always splits the leaf with the largest gain.");
    public static readonly Hyperparameter MaxBin = Integer("max_bin", 256, 2, 65_536, "The most bins of a column, the one for missing values included; above 256 counts as 256.");
    public static readonly Hyperparameter TreeMethod = Choice("tree_method", Auto, [Auto, "hist", "exact", "approx", "gpu_hist"], "Every value means histograms: there is one method here.");
    public static readonly Hyperparameter Lambda = Continuous("lambda", 1, 0, Huge, "The L2 penalty on leaf values.");
    public static readonly Hyperparameter Alpha = Continuous("alpha", 0, 0, Huge, "The L1 penalty on leaf values.");
    public static readonly Hyperparameter Gamma = Continuous("gamma", 0, 0, Huge, "The gain that a split needs.");
    public static readonly Hyperparameter MinChildWeight = Continuous("min_child_weight", 1, 0, Huge, "The least sum of hessians on each side of a split.");
    public static readonly Hyperparameter MaxDeltaStep = Continuous("max_delta_step", 0, 0, Huge, "The largest absolute leaf value before eta; 0 is no limit. For count:poisson 0 stands for 0.7.");
    public static readonly Hyperparameter Subsample = Continuous("subsample", 1, 1e-6, 1, "The share of rows that each round learns from.");
    public static readonly Hyperparameter ColumnsByTree = Continuous("colsample_bytree", 1, 1e-6, 1, "The share of columns that each tree may use.");
    public static readonly Hyperparameter ColumnsByLevel = Continuous("colsample_bylevel", 1, 1e-6, 1, "The share of the tree's columns that each level may use.");
    public static readonly Hyperparameter ColumnsByNode = Continuous("colsample_bynode", 1, 1e-6, 1, "The share of the level's columns that each node may use.");
    public static readonly Hyperparameter ScalePosWeight = Continuous("scale_pos_weight", 1, 0, Huge, "The weight of rows of class 1 in binary objectives.");
    public static readonly Hyperparameter ClassWeights = Text("class_weights", "", "One weight per class from 0, separated by commas; empty for 1 each. Ours, not XGBoost's.");
    public static readonly Hyperparameter BaseScore = Continuous("base_score", 0, -Huge, Huge, "The prediction before the first tree; auto takes even odds for classes, and the best constant for numbers.") with { Default = Auto, Words = [Auto] };
    public static readonly Hyperparameter NumClass = Integer("num_class", 2, 2, 1000, "The number of classes of multi: objectives; auto counts them in the data.") with { Default = Auto, Words = [Auto] };
    public static readonly Hyperparameter QuantileAlpha = Continuous("quantile_alpha", 0.5, 1e-6, 1 - 1e-6, "The quantile that reg:quantileerror predicts.");
    public static readonly Hyperparameter TweedieVariancePower = Continuous("tweedie_variance_power", 1.5, 1.000001, 1.999999, "The variance power of reg:tweedie.");
    public static readonly Hyperparameter PairRows = Integer("lambdarank_num_pair_per_sample", 32, 1, 1_000_000, "For rank: objectives, how many of a group's first rows are paired with all below them.");
    public static readonly Hyperparameter EvalMetric = Text("eval_metric", Auto, "Metrics of the validation rows, separated by commas; the last decides when to stop. auto takes the objective's own.");
    public static readonly Hyperparameter EarlyStoppingRounds = Integer("early_stopping_rounds", 0, 0, 100_000, "Rounds without a better validation metric after which training ends and the best round is kept; 0 is never.");
    public static readonly Hyperparameter MonotoneConstraints = Text("monotone_constraints", "", "Per column 1 (never falls), -1 (never rises) or 0, as (1,0,-1); empty for none.");
    public static readonly Hyperparameter InteractionConstraints = Text("interaction_constraints", "", "Groups of columns, by index or name, that may meet on a path from root to leaf, as [[0,1],[2,3]]; empty for all.");
    public static readonly Hyperparameter MaxCatToOneHot = Integer("max_cat_to_onehot", 4, 1, 256, "Up to this many categories a split takes one category against the rest.");
    public static readonly Hyperparameter MaxCatThreshold = Integer("max_cat_threshold", 64, 1, 256, "The most categories on the smaller side of a split.");
    public static readonly Hyperparameter CatSmooth = Continuous("cat_smooth", 10, 0, Huge, "Hessian added to each category when categories are put in order, so that rare ones do not lead. Ours, as in LightGBM.");
    public static readonly Hyperparameter Seed = Integer("seed", 0, 0, int.MaxValue, "The seed of row and column samples.");
    public static readonly Hyperparameter Threads = Integer("nthread", 0, 0, 1024, "The most threads; 0 takes what the machine gives. The model does not depend on it.");
    public static readonly Hyperparameter Booster = Choice("booster", "gbtree", ["gbtree"], "Trees are the only booster here; linear-learner is linear.");
    public static readonly Hyperparameter Verbosity = Integer("verbosity", 1, 0, 3, "Accepted, without effect.");
    public static readonly Hyperparameter CsvWeights = Choice("csv_weights", "0", ["0", "1"], "1: the training container takes the column after the label as row weights.");
    public static readonly Hyperparameter DeterministicHistogram = Flag("deterministic_histogram", true, "Accepted; histograms are always exact sums, whatever the order.");

    public static HyperparameterSet Declarations { get; } = new(
        BoostedTreesModel.AlgorithmName,
        Objective, NumRound, Eta, MaxDepth, MaxLeaves, GrowPolicy, MaxBin, TreeMethod, Lambda, Alpha, Gamma, MinChildWeight, MaxDeltaStep,
        Subsample, ColumnsByTree, ColumnsByLevel, ColumnsByNode, ScalePosWeight, ClassWeights, BaseScore, NumClass, QuantileAlpha,
        TweedieVariancePower, PairRows, EvalMetric, EarlyStoppingRounds, MonotoneConstraints, InteractionConstraints, MaxCatToOneHot, MaxCatThreshold,
        CatSmooth, Seed, Threads, Booster, Verbosity, CsvWeights, DeterministicHistogram);
}
