import json
import logging
import os

import requests
from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from courses.models import Course, Enrolment

log = logging.getLogger("courses.views")
http = requests.Session()


def healthz(request):
    return HttpResponse("ok")


def course(request, id):
    c = get_object_or_404(Course, pk=id)
    seats = Enrolment.objects.filter(course=c).aggregate(n=Count("id"))["n"]
    return JsonResponse({"id": c.id, "title": c.title, "teacher": c.teacher, "fee": c.fee, "enrolled": seats, "url": request.build_absolute_uri()})


@csrf_exempt
@require_POST
def enrol(request):
    body = json.loads(request.body)
    c = get_object_or_404(Course, pk=body["course"])
    receipt = http.post(os.environ["PAYMENTS_URL"] + "/v1/charges", json={"amount": c.fee, "currency": "EUR"}, timeout=5)
    receipt.raise_for_status()
    e = Enrolment.objects.create(course=c, student=body["student"], receipt=receipt.json()["id"])
    log.info("student %s enrolled in course %d, receipt %s", e.student, c.id, e.receipt)
    return JsonResponse({"id": e.id}, status=201)


@csrf_exempt
@require_POST
def submit(request):
    """Hands a submission to the workers; the broker has to confirm it."""
    from grading import grade
    body = json.loads(request.body)
    task = grade.apply_async((body,))
    log.info("submission of %s queued as %s", body.get("student"), task.id)
    return JsonResponse({"task": task.id}, status=202)


@csrf_exempt
@require_POST
def remind(request):
    from notifier import send_sms
    body = json.loads(request.body)
    return JsonResponse({"task": send_sms.delay(body["student"], body["text"]).id}, status=202)
