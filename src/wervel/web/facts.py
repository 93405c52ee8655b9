"""The few facts that screens need by name. Everything else is asked of the guideline: by group, answerer, or when it must be asked."""

from wervel.knowledge.episodes import DURATION, PAIN_NOW

AGE, SEX = "age_years", "sex"
PAIN_SITE, LEG_PAIN, LEG_SIDE = "pain_max_site", "leg_pain", "leg_pain_side"
"""Where it hurts: what a body chart asks."""

OWN_ACTIVITIES = "psk_mean"
"""What the goals of a patient tell: 0 no trouble, 10 impossible."""

__all__ = ["AGE", "DURATION", "LEG_PAIN", "LEG_SIDE", "OWN_ACTIVITIES", "PAIN_NOW", "PAIN_SITE", "SEX"]
