"""Cuts single error texts, unchanged, from the recorded logs into dataset/errors."""
import json
import os
import re

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../dataset"))

# name, bundle, log, expression that begins the text, further lines or field of a JSON line, classification, signals it must not give
CASES = [
    ("sqlalchemy-queuepool", "rec-0011", "billing", r"sqlalchemy.exc.TimeoutError: QueuePool limit", "line", "resource_exhaustion", ["auto_retry"]),
    ("pg-pool-timeout", "rec-0003", "cart", r"timeout exceeded when trying to connect", "err.stack", "resource_exhaustion", ["auto_retry"]),
    ("httpx-read-timeout", "rec-0040", "users", r"^httpx.ReadTimeout", "traceback", "dependency_timeout", []),
    ("undici-headers-timeout", "rec-0006", "web", r"Headers Timeout Error", "err.stack", "dependency_timeout", []),
    ("requests-read-timeout", "rec-0013", "billing", r"requests.exceptions.ReadTimeout: ", "line", "dependency_timeout", ["auto_retry"]),
    ("go-client-timeout", "rec-0020", "quotes", r"context deadline exceeded", "line", "dependency_timeout", []),
    ("node-econnrefused", "rec-0007", "web", r"ECONNREFUSED", "err.stack", "network_failure", []),
    ("node-getaddrinfo", "rec-0005", "cart", r"getaddrinfo EAI_AGAIN", "error.stack", "network_failure", []),
    ("python-name-not-known", "rec-0041", "users", r"httpx.ConnectError", "exc_info", "network_failure", ["auto_retry"]),
    ("requests-certificate-expired", "rec-0014", "billing", r"requests.exceptions.SSLError", "line", "network_failure", ["auto_retry"]),
    ("go-x509-expired", "rec-0021", "quotes", r"x509: certificate has expired", "error", "network_failure", ["auto_retry"]),
    ("requests-500", "rec-0012", "billing", r"requests.exceptions.HTTPError: 500", "line", "dependency_failure", []),
    ("go-partner-503", "rec-0008", "geo", r"partner answered 503", "err", "dependency_failure", []),
    ("go-provider-429", "rec-0023", "quotes", r"provider answered 429", "line", "throttling", ["auto_retry"]),
    ("axios-429", "rec-0069", "worker", r"status code 429", "error.message", "throttling", ["auto_retry"]),
    ("redis-maxmemory", "rec-0025", "quotes", r"OOM command not allowed", "line", "resource_exhaustion", ["auto_retry"]),
    ("redis-readonly", "rec-0062", "feed", r"READONLY You can't write", "stack", "storage_failure", ["auto_retry"]),
    ("postgres-read-only-transaction", "rec-0017", "billing", r"psycopg2.errors.ReadOnlySqlTransaction", "line", "storage_failure", ["auto_retry"]),
    ("postgres-password", "rec-0016", "postgres", r"password authentication failed", "line", "authentication_failure", ["auto_retry"]),
    ("redis-noauth", "rec-0044", "users", r"^redis.exceptions.AuthenticationError", "line", "authentication_failure", ["auto_retry"]),
    ("postgres-permission-denied", "rec-0064", "feed", r"permission denied for table", "stack", "authentication_failure", ["auto_retry"]),
    ("postgres-no-space", "rec-0034", "postgres", r"No space left on device", "line", "storage_failure", ["auto_retry"]),
    ("python-errno-28", "rec-0048", "recommender", r"OSError: \[Errno 28\]", "line", "storage_failure", ["auto_retry"]),
    ("go-too-many-open-files", "rec-0033", "quotes", r"too many open files", "line", "resource_exhaustion", ["auto_retry"]),
    ("node-heap-out-of-memory", "rec-0065", "imageproxy", r"FATAL ERROR: .*heap out of memory", "line", "resource_exhaustion", ["auto_retry"]),
    ("python-memory-error", "rec-0046", "recommender", r"^MemoryError", "traceback", "resource_exhaustion", ["auto_retry"]),
    ("too-many-clients", "rec-0080", "postgres", r"too many clients already|remaining connection slots", "line", "resource_exhaustion", ["auto_retry"]),
    ("go-json-unmarshal", "rec-0024", "quotes", r"cannot unmarshal string", "line", "data_error", ["auto_retry"]),
    ("node-json-parse", "rec-0070", "worker", r"SyntaxError", "err.stack", "data_error", ["auto_retry"]),
    ("node-type-error", "rec-0001", "cart", r"TypeError: Cannot read properties", "err.stack", "code_defect", ["auto_retry"]),
    ("python-key-error", "rec-0010", "billing", r"^KeyError: 'vat'", "traceback", "code_defect", ["auto_retry"]),
    ("go-nil-dereference", "rec-0029", "geo", r"nil pointer dereference", "panic", "code_defect", ["auto_retry"]),
    ("python-missing-variable", "rec-0045", "recommender", r"KeyError: 'MODEL_BUCKET'", "traceback", "configuration_error", ["auto_retry"]),
    ("go-missing-variable", "rec-0028", "sessions", r"missing required environment variable", "line", "configuration_error", ["auto_retry"]),
]


def field(record, path):
    for key in path.split("."):
        record = record[key]
    return record


def cut(lines, pattern, how):
    for i, line in enumerate(lines):
        if not re.search(pattern, line):
            continue
        if how == "line":
            return i, line
        if how == "traceback":
            start = max(j for j in range(i + 1) if lines[j].startswith("Traceback") or lines[j].startswith("  + Exception"))
            return start, "\n".join(lines[start:i + 1])
        try:
            return i, field(json.loads(line), how)
        except (KeyError, TypeError, ValueError):
            continue
    return None, None


os.makedirs(ROOT + "/errors", exist_ok=True)
for name, bundle, log, pattern, how, classification, avoid in CASES:
    path = f"{ROOT}/{bundle}/logs/{log}.log"
    at, text = cut(open(path, errors="replace").read().split("\n"), pattern, how) if os.path.exists(path) else (None, None)
    if text is None:
        print("not found:", name, bundle)
        continue
    expect = {"classification": classification}
    if avoid:
        expect["notActionSignal"] = avoid
    origin = f"{bundle}/logs/{log}.log line {at + 1}" + ("" if how in ("line", "traceback") else f", field {how}")
    json.dump({"request": {"text": text}, "expect": expect, "origin": origin}, open(f"{ROOT}/errors/{name}.json", "w"), indent=1, ensure_ascii=False)
