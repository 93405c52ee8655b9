"""The low-back care pathway as software.

    from wervel import load, assess, plan

    guideline = load()
    assessment = assess(guideline, {"age_years": 41, "bladder_retention_or_hesitancy": "yes", "ces_onset_days": 1})
    assessment.at_least                              # "emergency"
    plan(guideline, {...}).programme                 # the first programme, or None while it is not released

These three, their results and the case format are the public interface.
"""

from wervel.consult.planning import Plan, assess, plan
from wervel.knowledge.cache import load
from wervel.knowledge.cases import Preferences, read_case
from wervel.knowledge.document import Refused
from wervel.reasoning.assessment import Assessment

__all__ = ["Assessment", "Plan", "Preferences", "Refused", "assess", "load", "plan", "read_case"]
