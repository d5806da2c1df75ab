from django.db import models


class Course(models.Model):
    title = models.CharField(max_length=200)
    teacher = models.CharField(max_length=80)
    fee = models.IntegerField()


class Enrolment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE)
    student = models.CharField(max_length=40)
    receipt = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
