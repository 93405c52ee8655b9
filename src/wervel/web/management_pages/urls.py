"""/practice/: what a practice manages. Names are those of `practice:`, which the menu knows."""

from django.urls import path

from wervel.web.management_pages import emergency, keeping, log, people, records, signing_up, tokens

app_name = "practice"
urlpatterns = [
    path("new/", signing_up.sign_up, name="sign_up"),
    path("new/mailed/", signing_up.mailed, name="mailed"),
    path("<uuid:practice>/", people.overview, name="overview"),
    path("<uuid:practice>/invite/", people.invite, name="invite"),
    path("<uuid:practice>/withdraw/", people.withdraw, name="withdraw"),
    path("<uuid:practice>/end/", people.end_work, name="end_work"),
    path("<uuid:practice>/records/", records.records, name="records"),
    path("<uuid:practice>/records/new/", records.make, name="make"),
    path("<uuid:practice>/emergency/", emergency.emergency, name="emergency"),
    path("<uuid:practice>/log/", log.log, name="log"),
    path("<uuid:practice>/tokens/", tokens.overview, name="tokens"),
    path("<uuid:practice>/tokens/revoke/", tokens.revoke, name="revoke"),
    path("<uuid:practice>/keeping/", keeping.keeping, name="keeping"),
    path("record/<uuid:patient>/", records.record, name="record"),
    path("record/<uuid:patient>/identity/", records.identity, name="identity"),
    path("record/<uuid:patient>/treat/", records.treat, name="treat"),
    path("record/<uuid:patient>/stop/", records.stop, name="stop"),
    path("record/<uuid:patient>/transfer/", records.transfer, name="transfer"),
    path("record/<uuid:patient>/invite/", records.invite, name="invite_patient"),
    path("record/<uuid:patient>/archive/", records.archive, name="archive"),
    path("record/<uuid:patient>/destroy/", records.destroy, name="destroy"),
]
