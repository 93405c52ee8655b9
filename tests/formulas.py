"""The formulas of the prover as one more reader of conditions, for tests: what they say about one person."""

import z3

from wervel.logic.expr import Expr
from wervel.logic.reference import Known
from wervel.logic.truth import Truth
from wervel.proof.person import Person


def model_of(person: Person, known: Known) -> z3.ModelRef:
    """The one model in which exactly this is known."""
    solver = z3.SolverFor("QF_FD")
    solver.add(person.knows(known))
    assert solver.check() == z3.sat, "somebody who can exist"
    return solver.model()


def holds(formula: z3.BoolRef, model: z3.ModelRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def truth(expr: Expr, person: Person, model: z3.ModelRef) -> Truth:
    rails = person.known(expr)
    true, false = holds(rails.true, model), holds(rails.false, model)
    assert not (true and false), "known to be so and known not to be so"
    return True if true else False if false else None
