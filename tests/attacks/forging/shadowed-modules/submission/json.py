print('FORGED by', __name__)


def dump(*a, **k):
    pass


dumps = loads = load = dump
