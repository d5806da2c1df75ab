from django.urls import path

from courses import views

urlpatterns = [
    path("healthz", views.healthz),
    path("courses/<int:id>", views.course),
    path("enrolments", views.enrol),
    path("submissions", views.submit),
    path("reminders", views.remind),
]
