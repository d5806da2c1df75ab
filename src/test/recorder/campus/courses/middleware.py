"""Counts requests for the recorder's /metrics-lite, which passes all other middleware."""
import time

import lite
from django.http import JsonResponse


class Measured:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == "/metrics-lite":
            return JsonResponse(lite.snapshot(**pool()))
        begin = time.perf_counter()
        response = self.get_response(request)
        lite.done(time.perf_counter() - begin, response.status_code)
        return response


def pool():
    from django.db import connection
    if not connection.settings_dict["OPTIONS"].get("pool"):
        return {}
    stats = connection.pool.get_stats()
    return {"db_pool_active": stats["pool_size"] - stats["pool_available"], "db_pool_waiting": stats.get("requests_waiting", 0), "db_pool_max": stats["pool_max"]}
