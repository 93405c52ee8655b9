from django.urls import path

from wervel.web.guideline_pages import views

app_name = "guideline_pages"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("search/", views.find, name="search"),
    path("chapter/<path:page>/", views.chapter, name="chapter"),
    path("<slug:kind>/<str:key>/", views.thing, name="thing"),
]
