"""Addresses hold ids and never an answer; that of a parent holds the secret of the mail."""

from django.urls import path

from wervel.web.club import own, staff, step

app_name = "club"
urlpatterns = [
    path("", staff.squads, name="squads"),
    path("new/<uuid:practice>/", staff.new, name="new"),
    path("<int:squad>/", staff.squad, name="squad"),
    path("<int:squad>/session/", staff.session, name="session"),
    path("<int:squad>/players/", staff.roster, name="roster"),
    path("<int:squad>/players/<int:player>/remove/", staff.remove, name="remove"),
    path("<int:squad>/settings/", staff.settings, name="settings"),
    path("player/<uuid:patient>/", staff.player, name="player"),
    path("step/<uuid:patient>/", step.step, name="step"),
    path("mine/", own.mine, name="mine"),
    path("mine/<uuid:patient>/", own.team, name="team"),
    path("mine/<uuid:patient>/<int:player>/join/", own.join, name="join"),
    path("mine/<uuid:patient>/<int:player>/leave/", own.leave, name="leave"),
    path("mine/<uuid:patient>/<int:player>/parent/", own.parent_asked, name="parent_asked"),
    path("mine/<uuid:patient>/<int:player>/sharing/", own.sharing, name="sharing"),
    path("mine/<uuid:patient>/<int:player>/session/", own.session, name="note_session"),
    path("mine/<uuid:patient>/<int:player>/week/", own.week, name="note_week"),
    path("mine/<uuid:patient>/<int:player>/morning/", own.morning, name="morning"),
    path("parent/<str:token>/", own.parent, name="parent"),
]
