"""The notebook's own functions, called for every quote: right, and as slow as ever."""

import offline
from offline import CODES, NUMBERS  # noqa: F401 - quotes.py takes them from here


class RiskModel:
    def __init__(self):
        self._model = offline.load_model()

    def predict(self, quote):
        return offline.predict([quote], self._model)[0]
