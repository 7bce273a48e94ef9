"""What happens to machines, and what the next run makes of it, with real processes of the installed archive: two runs
at once, kill -9 and SIGTERM, a process that stood still and wakes up, a full disk, a landing folder that may not be
written, another time zone. After each, the published bytes are those of a run that nothing happened to. The same at
every named commit, and damage to tables, is tested in one process by KilledTest and DamagedTest.

    python3 .ci/faults.py [name…]                 all of the tests, or some
    python3 .ci/faults.py --random 60 --seed 7    as many kills at random moments as well
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from small import OPTIONS, content, install, small  # noqa: E402

WORK = Path(tempfile.mkdtemp(prefix="pcw-faults-"))
LANDING = WORK / "landing"
REFERENCE = WORK / "reference"
MONTHS = ("2026-09",)
# In KiB: while files are taken in, while tables are made, while the set is written, while reports are.
SMALL_DISKS = (200, 600, 2000, 4000)
PCW = install(WORK)


def start(warehouse, *options, landing=None, java=(), zone="UTC", **environment):
    env = dict(os.environ, TZ=zone, **environment)
    env["PCW_JAVA_OPTIONS"] = " ".join([OPTIONS, *java])
    out = open(WORK / "log", "ab")
    return subprocess.Popen(
        [PCW, "run", "--landing", landing or LANDING, "--warehouse", warehouse, *options],
        env=env, stdout=out, stderr=subprocess.STDOUT,
    )


def run(warehouse, *options, expect=0, **more):
    code = start(warehouse, *options, **more).wait(600)
    assert code == expect, f"expected exit code {expect}, got {code}; the log ends:\n{log()[-3000:]}"


def log():
    file = WORK / "log"
    return file.read_text(errors="replace") if file.exists() else ""


def latest(warehouse):
    return Path(warehouse, "published", "latest")


def last_record(warehouse):
    records = sorted(Path(warehouse, "ops", "runs").glob("*.json"))
    return json.loads(records[-1].read_text())


def steps_done(warehouse):
    if not list(Path(warehouse, "ops", "runs").glob("*.json")):
        return []
    return [step["step"] for step in last_record(warehouse)["steps"]]


def same(warehouse, reference):
    found = content(latest(warehouse))
    others = sorted(name for name in found.keys() | reference.keys() if found.get(name) != reference.get(name))
    assert not others, f"{len(others)} published files differ from those of the undisturbed run: {others[:5]}"


def killed_at_random(reference, times, seed, seconds):
    """Killed at moments of a run that takes so many seconds; the next run goes on, until one comes to its end."""
    warehouse = WORK / "random"
    chance = random.Random(seed)
    killed, finished = 0, 0
    while killed < times:
        process = start(warehouse)
        try:
            code = process.wait(chance.uniform(1, seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
            continue
        assert code in (0, 99), f"exit code {code} after {killed} kills\n{log()[-3000:]}"
        finished += 1
        same(warehouse, reference)
        shutil.rmtree(warehouse)
    code = start(warehouse).wait(600)
    assert code in (0, 99), f"exit code {code} after {killed} kills\n{log()[-3000:]}"
    same(warehouse, reference)
    run(warehouse, expect=99)
    print(f"   seed {seed}: {killed} kills, {finished} runs between them came to their end", flush=True)


def killed_and_stopped(reference):
    """Killed twice and told to stop twice (143 within five seconds), each time further on; the last run finishes."""
    warehouse = WORK / "stopped"
    for moment in ("between:bronze.epd", "before:gold.measure_count"):
        began = time.time()
        code = start(warehouse, java=[f"-Dpcw.failpoint={moment}"]).wait(600)
        assert code == 137, f"{moment} was not reached: exit code {code}\n{log()[-3000:]}"
        print(f"   killed {moment:28} after {time.time() - began:.1f} s", flush=True)
        stand = WORK / "stand"
        stand.unlink(missing_ok=True)
        later = {"between:bronze.epd": "before:silver.practice_month", "before:gold.measure_count": "before:set"}[moment]
        process = start(warehouse, java=[f"-Dpcw.failpoint={later}", f"-Dpcw.failpoint.wait={stand}"])
        wait_for(stand, process)
        asked = time.time()
        process.terminate()
        code = process.wait(30)
        seconds = time.time() - asked
        assert code in (143, -15), f"exit code {code}"
        assert seconds < 5, f"it took {seconds:.1f} s to stop"
        assert last_record(warehouse)["status"] == "stopped"
        print(f"   stopped {later:27} in {seconds:.1f} s", flush=True)
    run(warehouse)
    same(warehouse, reference)
    run(warehouse, expect=99)


def wait_for(file, process):
    while not file.exists():
        assert process.poll() is None, f"ended with {process.returncode}\n{log()[-3000:]}"
        time.sleep(0.1)


def taken_over(reference):
    """A process stands still for too long; another takes over; the first wakes up and is fenced off."""
    warehouse, stand = WORK / "fenced", WORK / "stand"
    stand.unlink(missing_ok=True)
    lease = "-Dpcw.lease.seconds=6"
    first = start(
        warehouse, java=["-Dpcw.failpoint=before:gold.measure_count", f"-Dpcw.failpoint.wait={stand}", lease]
    )
    wait_for(stand, first)
    run(warehouse, expect=75, java=[lease])  # It is alive and beats: two at once are not possible.
    first.send_signal(signal.SIGSTOP)
    time.sleep(8)
    run(warehouse, java=[lease])
    before = versions(warehouse)
    first.send_signal(signal.SIGCONT)
    stand.unlink()
    code = first.wait(120)
    assert code == 75, f"the old process was not fenced off: exit code {code}"
    assert versions(warehouse) == before, "the old process committed after it was taken over"
    same(warehouse, reference)


def versions(warehouse):
    return sorted(str(p) for p in Path(warehouse).glob("*/*/_delta_log/*.json"))


def two_at_once():
    """One of two runs finds the warehouse in use; the other is the undisturbed run that all others are compared with."""
    both = [start(REFERENCE), start(REFERENCE)]
    codes = sorted(process.wait(600) for process in both)
    assert codes == [0, 75], f"exit codes {codes}\n{log()[-3000:]}"
    found = content(latest(REFERENCE))
    assert len(found) > 20
    return found


def full_disk(reference):
    """A small disk that is full each time a little further on: 73 every time, and with room the same bytes."""
    mount = WORK / "tmpfs"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount], stderr=subprocess.DEVNULL).returncode:
        print("   skipped: this machine does not let us mount a small disk")
        return
    try:
        for size in SMALL_DISKS:
            subprocess.run(["mount", "-o", f"remount,size={size}k", mount], check=True)
            before = len(log())
            run(mount / "warehouse", expect=73)
            assert "No space" in log()[before:], log()[before:][-2000:]
            print(f"   full at {size} KiB: {', '.join(steps_done(mount / 'warehouse')) or 'at the start'}", flush=True)
            assert not (mount / "warehouse/published/latest").exists(), "a set that is not whole was sealed"
        subprocess.run(["mount", "-o", "remount,size=400m", mount], check=True)
        run(mount / "warehouse")
        same(mount / "warehouse", reference)
        run(mount / "warehouse", expect=99)
    finally:
        subprocess.run(["umount", "-l", mount], check=False)


def read_only_landing_in_another_time_zone(reference):
    mount, zone = WORK / "readonly", "Pacific/Kiritimati"
    mount.mkdir()
    bound = subprocess.run(["mount", "--bind", LANDING, mount], stderr=subprocess.DEVNULL).returncode == 0
    if bound and subprocess.run(["mount", "-o", "remount,ro,bind", mount]).returncode == 0:
        landing = mount
    else:
        print("   this machine does not let us mount a folder read-only: the time zone only")
        landing = LANDING
    try:
        run(WORK / "from-readonly", landing=landing, zone=zone, java=[f"-Duser.timezone={zone}"])
        same(WORK / "from-readonly", reference)
    finally:
        if bound:
            subprocess.run(["umount", "-l", mount], check=False)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--random", type=int, default=0, metavar="N")
    arguments.add_argument("--seed", type=int, default=7)
    chosen = arguments.parse_args()
    tests = [killed_and_stopped, taken_over, full_disk, read_only_landing_in_another_time_zone]
    passed = 0
    signal.alarm(1800 + 60 * chosen.random)  # Where it takes longer, something hangs.
    try:
        small(LANDING, MONTHS)
        began = time.time()
        reference = two_at_once()
        passed += 1
        print(f"   passed two_at_once in {time.time() - began:.0f} s: {len(reference)} files", flush=True)
        for test in tests:
            if chosen.names and test.__name__ not in chosen.names:
                continue
            began = time.time()
            test(reference)
            passed += 1
            print(f"   passed {test.__name__} in {time.time() - began:.0f} s", flush=True)
        if chosen.random:
            began = time.time()
            run(WORK / "undisturbed")
            killed_at_random(reference, chosen.random, chosen.seed, time.time() - began)
            passed += 1
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    for ends in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(ends, lambda number, _: sys.exit(128 + number))  # What was mounted is unmounted.
    main()
