"""Feeds the scheduler: one hour of events per line on stdin, one answer per line on stdout.

You may change this file, but there is no need to: put your work into scheduler.py.
"""

import csv
import json
import sys

# Answers go to stdout and nothing else may: whatever the scheduler prints goes to stderr.
answers, sys.stdout = sys.stdout, sys.stderr

from cluster import Cluster  # noqa: E402
from scheduler import Scheduler  # noqa: E402


def main():
    with open("data/cluster.json") as file:
        told = json.load(file)
    with open("data/history.csv", newline="") as file:
        scheduler = Scheduler(list(csv.DictReader(file)))
    cluster = Cluster(told)
    for line in sys.stdin:
        cluster.advance(json.loads(line))
        answer = scheduler.decide(cluster)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        for reason in cluster.apply(answer):
            print(f"hour {cluster.hour}: refused: {reason}")
    report(cluster)


def report(cluster):
    finished = [job for job in cluster.jobs.values() if job.finished is not None]
    offered = sum(job.weight for job in cluster.jobs.values())
    over = sum(used > cluster.quotas[team] for (_, team), used in cluster.used.items())
    print(f"{len(finished)} of {len(cluster.jobs)} jobs finished")
    print(f"{cluster.points():.0f} of {offered:.0f} points; nobody could earn all of them")
    print(f"{over} of {len(cluster.used)} team days over their quota")
    print(f"{cluster.wasted} GPU hours wasted by pre-emption")


main()
