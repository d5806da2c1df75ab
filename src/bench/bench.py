#!/usr/bin/env python3
"""Measures the whole program from outside: speed, memory and ratios against grep and a plain Java loop.

    src/bench/bench.py [--sizes 10,1000,5000] [--runs 3] [--formats text,access,json] [--one-core]
    src/bench/bench.py --micro REGEX [--jmh "-f 1"]

Generates logs (sizes in MB of 10^6 bytes) in a temporary folder from lines of dataset/, with times that run on, and
deletes them afterwards. Each run is a process of its own; its CPU time and its greatest resident memory are what the
operating system reports at its end (getrusage), so start-up and the compilation of rules are part of every figure.

--one-core runs everything once more on one core and prints the ratio of the wall times; the line above the table tells
the load, which must be near 0 for the ratio to mean something. --micro compiles and runs the JMH benchmarks of
src/bench/java instead ("." for all): megabytes a second of a warm process, by wall and by CPU time.
"""
import argparse, datetime, os, re, resource, shutil, statistics, subprocess, sys, tempfile, time

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = {
    "text": "dataset/inc-0055/logs/checkout.log",
    "access": "dataset/inc-0055/logs/nginx-access.log",
    "json": "dataset/rec-0004/logs/cart.log",
}
ISO = re.compile(rb"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)")
CLF = re.compile(rb"(\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d)")
EPOCH = re.compile(rb"(?<=\"time\":)(\d{13})\b")
MICRO_MEGABYTES = 32  # as in BenchLog.java
FORMATS = [(ISO, "%Y-%m-%dT%H:%M:%S"), (CLF, "%d/%b/%Y:%H:%M:%S")]


def generate(source, target, size):
    """Repeats the source; every repetition begins where the one before it ended."""
    data = open(source, "rb").read()
    if EPOCH.search(data):
        return generate_epoch(data, target, size)
    pattern, layout = next(((p, f) for p, f in FORMATS if p.search(data)), (None, None))
    with open(target, "wb") as out:
        written, step = 0, 0
        stamps = sorted(set(pattern.findall(data))) if pattern else []
        parse = lambda s: datetime.datetime.strptime(s.decode().replace(" ", "T", 1) if pattern is ISO else s.decode(), layout)
        times = {s: parse(s) for s in stamps}
        span = (max(times.values()) - min(times.values()) if times else datetime.timedelta()) + datetime.timedelta(seconds=1)
        while written < size:
            moved = {}
            for s, t in times.items():
                text = (t + step * span).strftime(layout).encode()
                moved[s] = text.replace(b"T", b" ", 1) if pattern is ISO and s[10:11] == b" " else text
            part = pattern.sub(lambda m: moved[m.group(1)], data) if pattern else data
            part = part[: max(0, size - written)] if written + len(part) > size else part
            out.write(part)
            written += len(part)
            step += 1


def generate_epoch(data, target, size):
    stamps = [int(s) for s in EPOCH.findall(data)]
    span = max(stamps) - min(stamps) + 1000
    with open(target, "wb") as out:
        step = 0
        while out.tell() < size:
            part = EPOCH.sub(lambda m: b"%d" % (int(m.group(1)) + step * span), data)
            out.write(part[: size - out.tell()])
            step += 1


def micro(java, regex, options):
    """Compiles src/bench/java beside the built program and runs it; the normal build knows nothing of it."""
    classes = os.path.join(HOME, "target/bench")
    shutil.rmtree(classes, ignore_errors=True)
    os.makedirs(classes)
    path = os.path.join(HOME, "target/bench.classpath")
    environment = dict(os.environ, JAVA_HOME=os.path.dirname(os.path.dirname(java)))
    subprocess.run(["mvn", "-q", "-B", "-Pbench", "dependency:build-classpath", "-Dmdep.includeScope=test",
                    f"-Dmdep.outputFile={path}"], cwd=HOME, env=environment, check=True)
    libraries = open(path).read().strip()
    processor = os.pathsep.join(j for j in libraries.split(os.pathsep) if re.search(r"jmh-|jopt-simple|commons-math3", j))
    sources = [os.path.join(d, f) for d, _, files in os.walk(os.path.join(HOME, "src/bench/java")) for f in files]
    program = os.path.join(HOME, "target/classes")
    subprocess.run([java + "c", "-proc:full", "-processorpath", processor, "-cp", program + os.pathsep + libraries,
                    "-d", classes] + sources, check=True)
    folder = tempfile.mkdtemp(prefix="explainerror-bench-")
    try:
        for name, source in SOURCES.items():
            generate(os.path.join(HOME, source), os.path.join(folder, f"{name}.log"), MICRO_MEGABYTES * 1_000_000)
        print(f"{datetime.datetime.now():%Y-%m-%d %H:%M}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        subprocess.run([java, "-XX:+UseSerialGC", f"-Dexplainerror.bench={folder}",
                        "-cp", os.pathsep.join([classes, program, libraries]), "org.openjdk.jmh.Main", regex,
                        "-prof", "io.explainerror.CpuSpeed"] + options.split(), cwd=HOME, check=True)
    finally:
        shutil.rmtree(folder)


def run(command):
    start = time.monotonic()
    # Not /dev/null: grep stops at the first match when nobody can see its answer.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=HOME)
        _, status, usage = os.wait4(child.pid, 0)
        err.seek(0)
        error = err.read()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode > 1:
        sys.exit(f"{' '.join(command[:3])} ended with {child.returncode}: {error.decode()[-400:]}")
    return time.monotonic() - start, usage.ru_utime, usage.ru_stime, usage.ru_maxrss / 1024


def measure(name, command, megabytes, runs):
    results = [run(command) for _ in range(runs)]
    wall, user, system, memory = (statistics.median(r[i] for r in results) for i in range(4))
    print(f"| {name} | {megabytes} | {wall:.2f} | {user:.2f} | {system:.2f} | {megabytes / (user + system):.0f} "
          f"| {megabytes / wall:.0f} | {max(r[3] for r in results):.0f} "
          f"| {' '.join(f'{r[1] + r[2]:.2f}' for r in results)} |", flush=True)
    return user + system, wall


def literals(target):
    """The literals of the recognisers (`contains`), one a line."""
    found = set()
    folder = os.path.join(HOME, "rules/recognisers")
    for name in sorted(os.listdir(folder)):
        key = None
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            start = re.match(r"\s+(contains|all): *(.*)$", line)
            item = re.match(r"\s+- +(.*)$", line)
            if start:
                key, rest = start.group(1), start.group(2)
                parts = re.findall(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'", rest) or ([(rest, "")] if rest else [])
                found.update(a or b for a, b in parts)
            elif key and item:
                found.add(item.group(1).strip().strip("\"'"))
            else:
                key = None
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(text + "\n" for text in sorted(found) if len(text) >= 4)
    return len(found)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="10,1000,5000")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--formats", default="text,access,json")
    arguments.add_argument("--one-core", action="store_true", help="run on one core, too, and print the ratio")
    arguments.add_argument("--micro", metavar="REGEX", help="run the JMH benchmarks of this name")
    arguments.add_argument("--jmh", default="-f 1", help="options for JMH")
    arguments.add_argument("--baselines", default="1000", help="sizes at which grep and the plain loop run, too")
    options = arguments.parse_args()
    java = os.path.join(open(os.path.join(HOME, "target/.jdk")).read().strip(), "bin/java")
    if options.micro:
        return micro(java, options.micro, options.jmh)
    folder = tempfile.mkdtemp(prefix="explainerror-bench-")
    print(f"{datetime.datetime.now():%Y-%m-%d %H:%M}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, medians of {options.runs}\n")
    print("| what | MB | wall s | user s | sys s | MB per CPU s | MB per wall s | max RSS MiB | CPU s of each run |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    try:
        # the first run after a build makes the AOT cache
        run([os.path.join(HOME, "explainerror"), "explain", os.path.join(HOME, "dataset/inc-0055")])
        count = literals(os.path.join(folder, "literals"))
        for name in options.formats.split(","):
            for size in map(int, options.sizes.split(",")):
                log = os.path.join(folder, f"{name}.log")
                generate(os.path.join(HOME, SOURCES[name]), log, size * 1_000_000)
                command = [os.path.join(HOME, "explainerror"), "explain", log]
                ours, wall = measure(name, command, size, options.runs)
                if options.one_core:
                    _, alone = measure(f"{name} on one core", ["taskset", "-c", "0"] + command, size, options.runs)
                    print(f"| {name}: wall on one core / on all = {alone / wall:.2f} | | | | | | | | |", flush=True)
                if str(size) in options.baselines.split(","):
                    grep, _ = measure(f"{name}: grep -c -F -f ({count} literals)",
                                   ["grep", "-c", "-F", "-f", os.path.join(folder, "literals"), log], size, options.runs)
                    plain, _ = measure(f"{name}: plain BufferedReader loop",
                                    [java, "-XX:+UseSerialGC", os.path.join(HOME, "src/bench/PlainLoop.java"), log], size, options.runs)
                    print(f"| {name}: CPU of explainerror / grep = {ours / grep:.2f}, / plain loop = {ours / plain:.2f} | | | | | | | | |", flush=True)
                os.remove(log)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
