"""Writes dataset/README.md: where every bundle comes from, and a table of all of them."""
import json
import os
import re

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../dataset"))

# How the stacks are called in the table of the parts; first match wins.
GROUPS = [
    ("Quarkus", {"quarkus"}),
    ("Django, Celery, aiohttp", {"django", "celery", "aiohttp"}),
    ("Gin, Echo, Koa, Hapi, MariaDB", {"gin", "echo", "gorm", "koa", "hapi", "mariadb"}),
    ("Rust, NestJS", {"rust", "nestjs"}),
    ("Perl, Erlang, Elixir, Lua", {"perl", "erlang", "elixir", "lua"}),
    ("Ruby, PHP", {"ruby", "php"}),
    ("plain Java, Kafka", {"javalin", "kafka-clients"}),
    ("Vert.x, Micronaut, Helidon, Ktor", {"vertx", "micronaut", "helidon", "ktor"}),
    ("Spring Boot", {"spring-boot"}),
    ("Node", {"node"}),
    ("Python", {"python"}),
    ("Go", {"go"}),
]

# dataset/split.yaml decides which stack belongs to which part, in the order of the file.
PARTS = [(part, {s.strip(' "') for s in stacks.split(",")}) for part, stacks in
         re.findall(r"^- part: (\S+)\n(?:  .*\n)*?  stacks: \[(.*)\]", open(os.path.join(ROOT, "split.yaml")).read(), re.M)]

HEAD = open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "dataset-head.md")).read()


def part_of(stack):
    return next(part for part, stacks in PARTS if stacks & {*stack, "*"})


def group_of(stack):
    return next((group for group, marks in GROUPS if marks & set(stack)), "other")


def truths():
    for name in sorted(os.listdir(ROOT)):
        path = os.path.join(ROOT, name, "truth.json")
        if os.path.exists(path):
            yield json.load(open(path))


def split():
    """The table of the two parts."""
    count, patterns = {}, {}
    for t in truths():
        key = (part_of(t["stack"]), group_of(t["stack"]))
        count[key] = count.get(key, 0) + 1
        patterns.setdefault(key[0], set()).add(t["pattern"])
    lines = [f"| {part} | {group} | {count[part, group]} |" for part, _ in reversed(PARTS) for group in [*(g for g, _ in GROUPS), "other"] if (part, group) in count]
    totals = ", ".join(f"`{p}`: {sum(n for (q, _), n in count.items() if q == p)} bundles of {len(patterns[p])} patterns" for p in ("used", "held-back") if p in patterns)
    return "| part | stack | bundles |\n| --- | --- | --- |\n" + "\n".join(lines) + f"\n\nTogether {totals} (`healthy` and `unknown` counted as patterns).\n"


def verified(fault):
    text = fault.split("Verified: ", 1)[1] if "Verified: " in fault else ""
    found = re.search(r"(\S+): /.*?/ x(\d+) after the fault, x(\d+) before", text)
    counts = f"{found[1]}: {found[3]} → {found[2]} lines" if found else ""
    client = re.search(r"before: [\d.]+ req/s p95 (\d+) ms err ([\d.]+%).*?during: [\d.]+ req/s p95 (\d+) ms err ([\d.]+%)", text)
    if client:
        counts += ("; " if counts else "") + f"err {client[2]} → {client[4]}, p95 {client[1]} → {client[3]} ms"
    return counts or text[:90].replace("|", "/")


def rows(prefix):
    for name in sorted(n for n in os.listdir(ROOT) if n.startswith(prefix) and os.path.isdir(os.path.join(ROOT, n))):
        d = os.path.join(ROOT, name)
        truth, alert = (json.load(open(os.path.join(d, f))) for f in ("truth.json", "alert.json"))
        logs = ", ".join(sorted(f[:-4] for f in os.listdir(d + "/logs")))
        other = " ".join(w for w, f in (("metrics", "metrics.json"), ("changes", "changes.json")) if os.path.exists(os.path.join(d, f)))
        yield (f"| {name} | {part_of(truth['stack'])} | {alert['title']} | {truth['pattern']} | {truth['service']} | {', '.join(truth['also_acceptable'])} | {', '.join(truth['stack'])} "
               f"| {logs} | {other} | {verified(truth['fault'])} |")


TOP = "| id | part | alert | truth | service | also acceptable | stack | logs | besides logs | verified (before → after) |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"


def cases():
    d = os.path.join(ROOT, "errors")
    for name in sorted(os.listdir(d)) if os.path.isdir(d) else []:
        c = json.load(open(os.path.join(d, name)))
        first = " ".join(c["request"]["text"].split("\n")[-1].split())[:90].replace("|", "\\|")
        yield f"| {name} | {c['expect']['classification']} | `{first}` | {c['origin']} |"


def scores(readme):
    """The block that SplitReportTest keeps up to date: it knows the scores, this script does not."""
    found = re.search(r"<!-- scores -->\n.*?<!-- /scores -->\n", readme, re.S)
    return found[0] if found else "<!-- scores -->\n<!-- /scores -->\n"


README = os.path.join(ROOT, "README.md")
SCORES = scores(open(README).read() if os.path.exists(README) else "")

with open(README, "w") as f:
    new, old = list(rows("rec-")), list(rows("inc-"))
    f.write(HEAD.replace("NEW", str(len(new))).replace("OLD", str(len(old))).replace("SPLIT\n", split()))
    f.write("\n## How right the judge is\n\n`dataset/split.yaml` says which incidents the rules were written and weighed with, and which were kept back.\n"
            "The table is what the program scores today; `SplitReportTest` compares it, and `-Dscores.write=true` renews it.\n\n" + SCORES)
    f.write("\n## Recorded by `src/test/recorder`\n\n" + TOP + "\n".join(new) + "\n")
    f.write("\n## Handed to the project\n\n" + TOP + "\n".join(old) + "\n")
    f.write("\n## Single error texts (`errors/`)\n\n| file | expected | last line of the text | origin |\n| --- | --- | --- | --- |\n" + "\n".join(cases()) + "\n")
