"""Celery worker that sends reminders through an SMS gateway; failed calls are tried again with a growing pause."""
import os

import requests
from celery import Celery

env = os.environ
app = Celery("notifier", broker=env["BROKER_URL"])
app.conf.update(task_ignore_result=True, broker_connection_retry_on_startup=True, task_default_queue="sms")
http = requests.Session()


@app.task(name="notifier.send_sms", autoretry_for=(requests.RequestException,), retry_backoff=2, retry_backoff_max=20, max_retries=3)
def send_sms(student, text):
    r = http.post(env["SMS_URL"] + "/v2/messages", json={"to": student, "text": text}, timeout=5)
    r.raise_for_status()
    return r.json()["id"]
