"""What is measured: three jobs, the same bytes for every way of running them."""

from dataclasses import dataclass

TRIVIAL = "print('hello')\n"

SKLEARN = """\
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(7)
X = rng.normal(size=(20_000, 20))
y = (X[:, 0] + 0.5 * X[:, 1] + rng.normal(size=20_000) > 0).astype(int)
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(X[:15_000], y[:15_000])
scores = model.predict_proba(X[15_000:])[:, 1]
pd.DataFrame({"score": scores.round(6), "label": y[15_000:]}).to_csv("scores.csv", index=False)
print("done")
"""

GRADER = """\
import json
import pandas as pd
from sklearn.metrics import roc_auc_score

rows = pd.read_csv("scores.csv")
with open("verdict.json", "w") as out:
    json.dump({"auc": round(roc_auc_score(rows.label, rows.score), 6)}, out)
print("done")
"""


@dataclass(frozen=True)
class Step:
    code: str
    takes: str | None = None  # a file that the step before made
    makes: str | None = None


JOBS: dict[str, tuple[Step, ...]] = {
    "trivial": (Step(TRIVIAL),),
    "sklearn": (Step(SKLEARN, makes="scores.csv"),),
    "graded": (
        Step(SKLEARN, makes="scores.csv"),
        Step(GRADER, takes="scores.csv", makes="verdict.json"),
    ),
}
