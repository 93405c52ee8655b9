"""What a browser keeps for when there is no connection. At the root, where a service worker can see the pages of the patient."""

from django.urls import path

from wervel.web.patient import offline

urlpatterns = [
    path("sw.js", offline.worker, name="worker"),
    path("offline/", offline.page, name="offline"),
    path("offline/<slug:version>-<str:language>.json", offline.library, name="library"),
]
