#!/usr/bin/env python3
"""Measures the native binary beside the JVM program, on the same machine, run by run in turns.

    src/bench/beside.py [--runs 9] [--only start,large,serve,reload] [--reloads 1000] [--megabytes 1000]

Both are started as users do, through ./explainerror, with EXPLAINERROR_PROGRAM=native and =jvm; `file` is the binary
without the launcher. Prints tables for PERFORMANCE.md. The load is printed because others' work shows in wall times.
"""
import argparse, json, os, re, shutil, statistics, subprocess, sys, tempfile, threading, time, urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from bench import HOME, SOURCES, generate

LAUNCHER = os.path.join(HOME, "explainerror")
BINARY = os.path.join(HOME, "target/explainerror")
PROGRAMS = {"jvm": ([LAUNCHER], "jvm"), "native": ([LAUNCHER], "native"), "file": ([BINARY], "native")}


def environment(program):
    return {**os.environ, "EXPLAINERROR_PROGRAM": PROGRAMS[program][1], "EXPLAINERROR_HOME": HOME}


def run(program, arguments):
    start = time.monotonic()
    child = subprocess.Popen(PROGRAMS[program][0] + arguments, env=environment(program), cwd=HOME,
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{program} {' '.join(arguments)}: {child.returncode} {error.decode()[-400:]}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


def table(title, arguments, runs, programs):
    results = {program: [] for program in programs}
    for program in programs:
        run(program, arguments)  # warms the file cache, makes the JVM program's own cache
    for _ in range(runs):
        for program in programs:
            results[program].append(run(program, arguments))
    for program, rows in results.items():
        wall, cpu, rss = zip(*rows)
        print(f"| {title} | {program} | {statistics.median(wall):.0f} | {min(wall):.0f} | {statistics.median(cpu):.0f} "
              f"| {max(rss):.0f} |", flush=True)


class Service:
    def __init__(self, program, *options):
        self.start = time.monotonic()
        self.child = subprocess.Popen(PROGRAMS[program][0] + ["serve", "--port", "0", *options], env=environment(program),
                                      cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in self.child.stderr:
            says = re.search(r"Listening on: (http://[0-9.:]+)", line)
            if says:
                self.address = says.group(1)
                break
        # a pipe that nobody empties would stop the service at its next log line
        threading.Thread(target=self.child.stderr.read, daemon=True).start()
        self.ready = None
        while self.ready is None:
            try:
                self.get("/q/health/ready")
                self.ready = (time.monotonic() - self.start) * 1000
            except OSError:
                pass

    def get(self, path, data=None):
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "text/plain"} if data else {})
        with urllib.request.urlopen(request) as answer:
            return answer.read()

    def resident(self):
        with open(f"/proc/{self.child.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def stop(self):
        self.child.terminate()
        self.child.wait()
        self.child.stderr.close()


def serve(runs):
    for program in ["jvm", "native", "file"]:
        ready, resident = [], []
        for _ in range(runs + 1):
            service = Service(program)
            ready.append(service.ready)
            time.sleep(2)
            resident.append(service.resident())
            service.stop()
        print(f"| serve, first answer | {program} | {statistics.median(ready[1:]):.0f} | {min(ready[1:]):.0f} | "
              f"| {max(resident[1:]):.0f} idle |", flush=True)


def reload(reloads):
    for program in ["native"]:
        with tempfile.TemporaryDirectory() as folder:
            rules = os.path.join(folder, "rules")
            shutil.copytree(os.path.join(HOME, "rules"), rules)
            edited = os.path.join(rules, "patterns/disk-full.yaml")
            good = open(edited, encoding="utf-8").read()
            service = Service(program, "--rules", rules)
            log = open(os.path.join(HOME, SOURCES["text"]), "rb").read()
            times = []
            print(f"| reloads | {program} | resident MiB | median ms from save to answer |\n| 0 | | {service.resident():.0f} | |")
            for count in range(1, reloads + 1):
                title = f"Edit {count}"
                with open(edited + "~", "w", encoding="utf-8") as out:
                    out.write(re.sub("title: .*", "title: " + title, good, count=1))
                start = time.monotonic()
                os.replace(edited + "~", edited)
                while f'"{title}"'.encode() not in service.get("/v1/patterns"):
                    time.sleep(0.01)
                times.append((time.monotonic() - start) * 1000)
                if count % 10 == 0:
                    service.get("/v1/judgements?service=checkout", log)
                if count % max(1, reloads // 10) == 0:
                    print(f"| {count} | {program} | {service.resident():.0f} | {statistics.median(times):.0f} |", flush=True)
                    times = []
            service.stop()


def large(megabytes, runs):
    with tempfile.TemporaryDirectory() as folder:
        for name in ["text", "access", "json"]:
            log = os.path.join(folder, f"{name}.log")
            generate(os.path.join(HOME, SOURCES[name]), log, megabytes * 1_000_000)
            table(f"explain, {megabytes} MB {name}", ["explain", log, "--format", "json"], runs, ["jvm", "native"])
            os.remove(log)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--only", default="start,serve,large,reload")
    parser.add_argument("--reloads", type=int, default=1000)
    parser.add_argument("--megabytes", type=int, default=1000)
    options = parser.parse_args()
    wanted = options.only.split(",")
    print(f"load {os.getloadavg()[0]:.1f}, binary {os.path.getsize(BINARY) / 1e6:.1f} MB")
    print("| what | program | wall ms, median | least | CPU ms, median | max RSS MiB |\n| --- | --- | --- | --- | --- | --- |")
    if "start" in wanted:
        table("--version", ["--version"], options.runs, ["jvm", "native", "file"])
        table("explain, 1 MB", ["explain", "dataset/inc-0041"], options.runs, ["jvm", "native", "file"])
    if "serve" in wanted:
        serve(options.runs)
    if "large" in wanted:
        large(options.megabytes, 3)
    if "reload" in wanted:
        reload(options.reloads)
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
