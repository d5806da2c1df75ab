"""record.py ID...: records the named incidents, one after the other. See README.md beside this file."""
import importlib
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness

SCENARIOS = {}
for module in ("scenarios_node", "scenarios_python", "scenarios_go", "scenarios_mixed", "scenarios_quarkus", "scenarios_scripts", "scenarios_kafka",
               "scenarios_rust", "scenarios_beam", "scenarios_jvm", "scenarios_dj", "scenarios_gin"):
    try:
        SCENARIOS.update(importlib.import_module(module).SCENARIOS)
    except ModuleNotFoundError as e:
        if e.name != module:
            raise


def main():
    if os.environ.get("REC_INSIDE"):
        spec, run = SCENARIOS[sys.argv[1]]
        harness.enter()
        r = harness.Recording(spec)
        try:
            ok = run(r)
        finally:
            # Ends with the pid namespace as well; stopping by name of our own children keeps the cgroups removable.
            for s in reversed(list(r.services.values())):
                s.stopping = True
                try:
                    s.kill()
                except Exception:
                    pass
        sys.exit(0 if ok else 3)
    names = sys.argv[1:] or sorted(SCENARIOS)
    if names == ["list"]:
        for k, (spec, _) in sorted(SCENARIOS.items()):
            print(k, spec["pattern"], spec["service"], spec["stack"])
        return
    out = os.environ.get("REC_OUT") or os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../dataset"))
    for name in names:
        token = f"{os.getpid()}-{name}"
        env = dict(os.environ, REC_INSIDE="1", REC_OUT=out, REC_TOKEN=token, REC_HOST=SCENARIOS[name][0].get("host", "node-1"))
        try:
            subprocess.run(["unshare", "-n", "-m", "-p", "-i", "-u", "--fork", "--mount-proc", "--kill-child", sys.executable, os.path.abspath(__file__), name],
                           env=env, timeout=420)
        except subprocess.TimeoutExpired:
            print(f"[{name}] timed out", flush=True)
        for g in os.listdir("/sys/fs/cgroup/cpu"):
            if g.startswith(f"rec{token}-"):
                try:
                    os.rmdir("/sys/fs/cgroup/cpu/" + g)
                except OSError:
                    pass


if __name__ == "__main__":
    main()
