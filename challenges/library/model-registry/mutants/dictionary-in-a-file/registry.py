"""A registry as one would write it in an hour: the states and their rules, in a dictionary in a file."""

import base64
import hashlib
import json
import os


class Registry:
    """One site's models. `folder` exists; what is in it is ours, except for artefacts/<digest>."""

    def __init__(self, folder):
        self.file = os.path.join(folder, "registry.json")
        self.artefacts = os.path.join(folder, "artefacts")
        os.makedirs(self.artefacts, exist_ok=True)
        self.models = {}
        if os.path.exists(self.file):
            with open(self.file) as file:
                self.models = json.load(file)

    def apply(self, operation):
        """Carry out one operation and return its answer, a dictionary."""
        answer = getattr(self, operation["op"])(operation)
        with open(self.file, "w") as file:
            json.dump(self.models, file)
        return answer

    def find(self, reference):
        model, number = reference.split(":")
        versions = self.models.get(model, [])
        return versions[int(number) - 1] if 1 <= int(number) <= len(versions) else None

    def named(self, told):
        return self.find(f"{told['model']}:{told['version']}")

    def register(self, told):
        if None in map(self.find, told["parents"]):
            return {"refused": "unknown"}
        content = base64.b64decode(told["artefact"])
        digest = hashlib.sha256(content).hexdigest()
        with open(os.path.join(self.artefacts, digest), "wb") as file:
            file.write(content)
        versions = self.models.setdefault(told["model"], [])
        versions.append(
            {
                "digest": digest,
                "state": "candidate",
                "parents": told["parents"],
                "trained_on": told["trained_on"],
            }
        )
        return {"version": len(versions), "digest": digest}

    def evaluate(self, told):
        version = self.named(told)
        if version is None or version["state"] == "archived":
            return {"refused": "archived" if version else "unknown"}
        self.models[told["model"]][told["version"] - 1]["passed"] = told["passed"]
        return {"passed": told["passed"]}

    def promote(self, told):
        version = self.named(told)
        if version is None:
            return {"refused": "unknown"}
        if version["state"] in ("archived", "production"):
            return {"refused": version["state"]}
        if not version.get("passed"):
            return {"refused": "not-passed"}
        before = self.current(told["model"])
        if before:
            self.models[told["model"]][before - 1]["state"] = "retired"
        self.models[told["model"]][told["version"] - 1]["state"] = "production"
        return {"production": told["version"], "retired": before}

    def rollback(self, told):
        before = self.current(told["model"])
        if not before or before == 1:
            return {"refused": "nothing-to-return-to" if before else "none"}
        return self.promote({"model": told["model"], "version": before - 1})

    def archive(self, told):
        version = self.named(told)
        if version is None:
            return {"refused": "unknown"}
        if version["state"] in ("archived", "production"):
            return {"refused": version["state"]}
        self.models[told["model"]][told["version"] - 1]["state"] = "archived"
        return {"archived": told["version"]}

    def resolve(self, told):
        number = self.current(told["model"])
        if not number:
            return {"refused": "none"}
        digest = self.models[told["model"]][number - 1]["digest"]
        with open(os.path.join(self.artefacts, digest), "rb") as file:
            artefact = base64.b64encode(file.read()).decode()
        return {"version": number, "digest": digest, "artefact": artefact}

    def status(self, told):
        versions = self.models.get(told["model"], [])
        return {"versions": {str(at): one["state"] for at, one in enumerate(versions, 1)}}

    def ancestors(self, told):
        if self.named(told) is None:
            return {"refused": "unknown"}
        return {"ancestors": sorted(self.models[told["model"]][told["version"] - 1]["parents"])}

    def affected(self, told):
        found = []
        for name, versions in self.models.items():
            number = self.current(name)
            if number and told["dataset"] in versions[number - 1]["trained_on"]:
                found.append(f"{name}:{number}")
        return {"affected": sorted(found)}

    def current(self, model):
        for number, one in enumerate(self.models.get(model, []), 1):
            if one["state"] == "production":
                return number
        return None
