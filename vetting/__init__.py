"""People, work and judgement."""

__version__ = "0.1.0"
