from django.urls import path

from wervel.web.therapist import caseload, examination, following, papers, people, programme, reasoning

app_name = "therapist"
urlpatterns = [
    path("", caseload.caseload, name="caseload"),
    path("<uuid:patient>/", people.overview, name="overview"),
    path("<uuid:patient>/start/", people.start, name="start"),
    path("<uuid:patient>/examination/", examination.examination, name="examination"),
    path("<uuid:patient>/examination/<slug:step>/", examination.examination, name="examination_step"),
    path("<uuid:patient>/reasoning/", reasoning.reasoning, name="reasoning"),
    path("<uuid:patient>/profile/", reasoning.profile, name="profile"),
    path("<uuid:patient>/programme/", programme.programme, name="programme"),
    path("<uuid:patient>/programme/draft/", programme.draft, name="draft"),
    path("<uuid:patient>/programme/go-on/", programme.go_on, name="go_on"),
    path("<uuid:patient>/programme/<int:number>/", programme.numbered, name="programme_number"),
    path("<uuid:patient>/programme/<int:number>/release/", programme.release, name="release"),
    path("<uuid:patient>/programme/<int:number>/sheet.pdf", programme.sheet, name="sheet"),
    path("<uuid:patient>/follow-up/", following.follow_up, name="follow_up"),
    path("<uuid:patient>/letter/", papers.letter, name="letter"),
    path("<uuid:patient>/note/", papers.note, name="note"),
    path("<uuid:patient>/messages/", people.dialogue, name="messages"),
    path("<uuid:patient>/more/", people.more, name="more"),
    path("<uuid:patient>/close/", people.close, name="close"),
]
