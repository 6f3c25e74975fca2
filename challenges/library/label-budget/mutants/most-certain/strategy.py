"""Asks where the model is surest, to have it confirmed.
"""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler


class Strategy:
    def __init__(self, pool, *, batch, codes):
        self.ids = [patch["id"] for patch in pool]
        table = np.array([patch["x"] for patch in pool])
        self.scaler = StandardScaler().fit(table)
        self.points = dict(zip(self.ids, self.scaler.transform(table)))
        self.batch, self.labels, self.model = batch, {}, None

    def ask(self, left):
        fresh = [id_ for id_ in self.ids if id_ not in self.labels]
        count = min(self.batch, left)
        if self.model is None:
            return [str(id_) for id_ in np.random.default_rng(0).choice(fresh, count, replace=False)]
        chances = np.sort(self.model.predict_proba([self.points[id_] for id_ in fresh]), axis=1)
        return [fresh[at] for at in np.argsort(chances[:, -2] - chances[:, -1])[:count]]

    def tell(self, answers):
        self.labels |= dict(answers)
        table = [self.points[id_] for id_ in self.labels]
        self.model = LogisticRegression(max_iter=200).fit(table, list(self.labels.values()))

    def predict(self, rows):
        return self.model.predict(self.scaler.transform(np.array(rows))).tolist()

    def finish(self):
        return self.labels
