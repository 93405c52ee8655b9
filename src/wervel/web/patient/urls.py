"""The pages of a patient. Addresses hold ids and dates, and never an answer."""

from django.urls import path

from wervel.web.patient import diary, flare, going, home, intake, offline, record, review, training

app_name = "patient"
urlpatterns = [
    path("", home.start, name="start"),
    path("calendar/<str:token>.ics", record.feed, name="feed"),
    path("<uuid:patient>/", home.today, name="today"),
    path("<uuid:patient>/morning/", home.morning, name="morning"),
    path("<uuid:patient>/more/", home.more, name="more"),
    path("<uuid:patient>/first/", home.first, name="first"),
    path("<uuid:patient>/programme/", training.programme, name="programme"),
    path("<uuid:patient>/programme.pdf", training.sheet, name="sheet"),
    path("<uuid:patient>/exercise/<slug:name>/", training.exercise, name="exercise"),
    path("<uuid:patient>/exercise/<slug:name>/after/", training.after, name="after"),
    path("<uuid:patient>/intake/", intake.begin, name="intake"),
    path("<uuid:patient>/intake/<int:number>/", intake.question, name="question"),
    path("<uuid:patient>/intake/along/", intake.take_along, name="along"),
    path("<uuid:patient>/intake/answers/", intake.answers, name="answers"),
    path("<uuid:patient>/intake/when/", intake.wishes, name="wishes"),
    path("<uuid:patient>/intake/advice/", intake.advice, name="advice"),
    path("<uuid:patient>/diary/", diary.diary, name="diary"),
    path("<uuid:patient>/review/", review.begin, name="review"),
    path("<uuid:patient>/review/<int:number>/", review.question, name="review_question"),
    path("<uuid:patient>/flare/", flare.flare, name="flare"),
    path("<uuid:patient>/flare/plan/", flare.plan, name="flare_plan"),
    path("<uuid:patient>/progress/", going.progress, name="progress"),
    path("<uuid:patient>/goals/", going.goals, name="goals"),
    path("<uuid:patient>/messages/", record.messages, name="messages"),
    path("<uuid:patient>/calendar/", record.calendar, name="calendar"),
    path("<uuid:patient>/record/", record.everything, name="record"),
    path("<uuid:patient>/record.json", record.file, name="file"),
    path("<uuid:patient>/access/", record.access_log, name="access_log"),
    path("<uuid:patient>/sync/", offline.sync, name="sync"),
]
