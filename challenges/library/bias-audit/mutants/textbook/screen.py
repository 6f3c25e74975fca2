"""Logistic regression on the personal file, attributes included; the tests are left to the interviewers."""

import sys

import pandas as pd
from sklearn.linear_model import LogisticRegression

trial = pd.read_csv("data/trial.csv")
applicants = pd.read_csv(f"data/{sys.argv[1]}/applicants.csv")
known = ["sex", "origin", "age", "disability", "district", "references", "gap_months"]
features = pd.get_dummies(trial[known], dtype=float)
model = LogisticRegression(max_iter=500).fit(features, trial["succeeded"])
theirs = pd.get_dummies(applicants[known], dtype=float).reindex(columns=features.columns, fill_value=0.0)
applicants["score"] = model.predict_proba(theirs)[:, 1]
applicants[["applicant_id", "score"]].to_csv("ranking.csv", index=False)
