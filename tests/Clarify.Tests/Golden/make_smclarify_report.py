"""The bias report of smclarify, the open-source part of SageMaker Clarify, on German credit. Needs smclarify (with pyfunctional) on PYTHONPATH, and SHARED.

Usage: PYTHONPATH=... SHARED=... python3 make_smclarify_report.py > smclarify-report.json
"""
import json
import logging
import os
import warnings

import pandas as pd
from smclarify.bias import report

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
FEATURES = ["duration_months", "credit_amount", "installment_rate", "existing_credits", "age", "sex", "personal_status"]

data = pd.read_csv(os.path.join(os.environ["SHARED"], "data/german-credit/german.csv"))[[*FEATURES, "credit_risk"]]
# No model: a rule that whoever reads the figures can apply too.
data["guess"] = ((data["credit_amount"] < 4000) & (data["duration_months"] < 30)).map({True: "good", False: "bad"})
label = report.LabelColumn("credit_risk", data["credit_risk"], ["good"])
guess = report.LabelColumn("guess", data["guess"], ["good"])

found = []
for facet, values, numbers_only in (("sex", ["female"], True), ("age", [25], False), ("personal_status", None, False)):
    dropped = [column for column in ("sex", "personal_status") if numbers_only and column != facet]
    for stage in (report.StageType.PRE_TRAINING, report.StageType.POST_TRAINING):
        groups = report.bias_report(
            data.drop(columns=dropped), report.FacetColumn(facet, values), label, stage, guess, ["all"], data["existing_credits"])
        for group in groups:
            found.append({
                "stage": stage.value, "facet": facet, "value_or_threshold": group["value_or_threshold"],
                "metrics": {m["name"]: m["value"] for m in group["metrics"]}})
print(json.dumps(found, indent=1))
