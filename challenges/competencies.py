"""What the checks and rubrics speak of, and who needs it. One list for packs, rubrics and pages."""

from typing import NamedTuple


class Competency(NamedTuple):
    title: str
    description: str
    soft: bool = False  # judged by people on rubrics only, never by a check


COMPETENCIES: dict[str, Competency] = {
    "data-understanding": Competency(
        "Data understanding", "Sees what a table says, what it hides and what it cannot say."
    ),
    "modelling": Competency("Modelling", "Fits a model that suits the problem and its data."),
    "evaluation": Competency(
        "Evaluation", "Measures honestly: no leak, the right metric, uncertainty stated."
    ),
    "data-engineering": Competency(
        "Data engineering", "Moves data so that it arrives whole, once, in time and checked."
    ),
    "reliability": Competency(
        "Reliability", "Keeps working, or fails cleanly, when the surroundings do not."
    ),
    "monitoring": Competency("Monitoring", "Notices change in time, without crying wolf."),
    "deployment": Competency("Deployment", "Brings models into service and back out of it safely."),
    "reproducibility": Competency("Reproducibility", "Anybody gets the same result again."),
    "efficiency": Competency("Efficiency", "Spends time, memory and money where they matter."),
    "business-alignment": Competency(
        "Business alignment", "Optimizes what the business needs instead of a stand-in."
    ),
    "governance": Competency(
        "Governance", "Respects people, rules and limits, and can show that it does."
    ),
    "communication": Competency(
        "Communication", "Is understood by colleagues of every trade.", soft=True
    ),
    "collaboration": Competency("Collaboration", "Makes the people around better.", soft=True),
    "adaptability": Competency("Adaptability", "Changes course when the facts change.", soft=True),
    "ownership": Competency("Ownership", "Sees things through to their effect.", soft=True),
}

ROLES: dict[str, str] = {
    "data-scientist": "Data scientist",
    "ml-engineer": "Machine learning engineer",
    "mlops-engineer": "MLOps engineer",
    "data-engineer": "Data engineer",
    "governance-lead": "AI governance lead",
    "product-owner": "Product owner",
}
