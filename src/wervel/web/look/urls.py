from django.urls import path

from wervel.web.look import views

app_name = "look"
urlpatterns = [path("<str:version>/<slug:exercise>-<int:number>.svg", views.picture, name="picture")]
