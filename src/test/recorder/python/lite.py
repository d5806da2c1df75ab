"""Counters shared by all workers of a process group, served at /metrics-lite for the recorder."""
import multiprocessing

requests = multiprocessing.Value("q", 0)
errors = multiprocessing.Value("q", 0)
latency = multiprocessing.Value("d", 0.0)
busy = multiprocessing.Value("q", 0)
extra = {}


def add(value, n):
    with value.get_lock():
        value.value += n


def done(seconds, status):
    add(requests, 1)
    add(latency, seconds * 1000)
    if status >= 500:
        add(errors, 1)


def snapshot(**gauges):
    out = {"requests": requests.value, "errors": errors.value, "latency_ms_sum": round(latency.value, 3)}
    out.update({k: v() for k, v in extra.items()})
    out.update(gauges)
    return out
