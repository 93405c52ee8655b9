"""Addresses hold the number of a question and never an answer."""

from django.urls import path

from wervel.web.selfcheck import views

app_name = "selfcheck"
urlpatterns = [
    path("", views.start, name="start"),
    path("check/<int:number>/", views.question, name="question"),
    path("check/first/", views.first, name="first"),
    path("check/answers/", views.answers, name="answers"),
    path("check/result/", views.result, name="result"),
    path("check/exercises/", views.exercises, name="exercises"),
    path("check/file/", views.file, name="file"),
    path("check/erase/", views.erase, name="erase"),
    path("who-to-call/", views.who_to_call, name="who_to_call"),
]
