"""The way back to play of one patient, for who treats them: where they stand, what is proposed, and the step from today on."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from wervel.knowledge.sport import STEP
from wervel.narrate.squad import SquadTeller
from wervel.web.care import services
from wervel.web.club.forms import StepForm
from wervel.web.club.phrases import say
from wervel.web.club.standing import plan_in
from wervel.web.look.saying import language_now
from wervel.web.practice.access import AccessRequest, for_patient
from wervel.web.practice.models import Patient


@require_http_methods(["GET", "HEAD", "POST"])
@for_patient("write:step")
def step(request: AccessRequest, patient: Patient) -> HttpResponseBase:
    """The rules propose; who treats decides. Without a complaint under care there is no way back to record."""
    episode = patient.episodes.filter(closed=None).last()
    if episode is None:
        return render(request, "club/no_complaint.html", {"patient": patient})
    episode.patient = patient
    squad, plan = plan_in(episode)
    now = plan.assessment.known.get(STEP)
    form = StepForm(request.POST or None, step=str(now or ""))
    if form.is_valid():
        content = form.cleaned_data
        services.record_step(request.access, episode, content["step"], content["endurance"], content["token"])
        messages.success(request, say(request, "step_kept"), extra_tags="calm")
        return redirect("club:step", patient.id)
    section = SquadTeller(replace(squad, players=(plan,)), language_now()).for_physiotherapist()[0]
    told = {"patient": patient, "form": form, "section": section}
    return render(request, "club/step.html", told, status=422 if form.errors else 200)
