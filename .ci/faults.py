"""What happens to machines, and what the next run makes of it: kill -9 at named moments, SIGTERM, a process that was
stopped and wakes up, two runs at once, a full disk, a landing folder that may not be written, a torn log entry, another
time zone. After each, the published bytes are those of a run that nothing happened to.

    python3 .ci/faults.py [name…]      some of the tests
    python3 .ci/faults.py --kills 60   as many kills at random moments as well
"""

import argparse
import hashlib
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
from small import small  # noqa: E402

PCW = os.environ.get("PCW", Path(__file__).resolve().parent.parent / "pcw")
MOMENTS = [
    "before:bronze.epd", "between:bronze.epd", "after:bronze.practice_map", "before:ops.file", "between:ops.file",
    "before:silver.practice_month", "after:silver.practice_month", "before:gold.measure_count",
    "between:gold.measure_count", "after:gold.driver_count", "between:gold.measure", "before:set", "after:set",
    "before:latest", "step:seal",
]
WORK = Path(tempfile.mkdtemp(prefix="pcw-faults-"))
LANDING = WORK / "landing"


def start(warehouse, *options, landing=None, java=(), zone="UTC", **environment):
    env = dict(os.environ, TZ=zone, **environment)
    env["PCW_JAVA_OPTIONS"] = " ".join(["-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m", *java])
    out = open(WORK / "log", "ab")
    return subprocess.Popen(
        [PCW, "run", "--landing", landing or LANDING, "--warehouse", warehouse, *options],
        env=env, stdout=out, stderr=subprocess.STDOUT,
    )


def run(warehouse, *options, expect=0, **more):
    code = start(warehouse, *options, **more).wait(600)
    assert code == expect, f"expected exit code {expect}, got {code}; the log ends:\n{log()[-3000:]}"


def log():
    return (WORK / "log").read_text(errors="replace")


def content(warehouse):
    """The digest of each file that the same inputs must give again."""
    latest = Path(warehouse, "published", "latest")
    return {
        str(file.relative_to(latest)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(latest.rglob("*"))
        if file.is_file() and file.name != "published.duckdb"
    }


def last_record(warehouse):
    records = sorted(Path(warehouse, "ops", "runs").glob("*.json"))
    return json.loads(records[-1].read_text())


def same(warehouse, reference):
    assert content(warehouse) == reference, "the published bytes differ from those of the undisturbed run"


def killed_at_every_moment(reference):
    """Each run is killed one moment further on; the last is left alone."""
    warehouse = WORK / "killed"
    for moment in MOMENTS:
        before = time.time()
        code = start(warehouse, java=[f"-Dpcw.failpoint={moment}"]).wait(600)
        assert code == 137, f"{moment} was not reached: exit code {code}\n{log()[-3000:]}"
        print(f"   killed {moment:28} {time.time() - before:6.1f} s", flush=True)
    assert start(warehouse).wait(600) in (0, 99)
    same(warehouse, reference)
    run(warehouse, expect=99)


def killed_at_random(reference, times):
    warehouse = WORK / "random"
    seed = int(os.environ.get("PCW_SEED", "7"))
    chance = random.Random(seed)
    print(f"   seed {seed}")
    finished = 0
    for _ in range(times):
        process = start(warehouse)
        try:
            code = process.wait(chance.uniform(1, 45))
            assert code in (0, 99), log()[-3000:]
            finished += 1
            shutil.rmtree(warehouse)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    print(f"   {times} runs, {times - finished} of them killed")
    assert start(warehouse).wait(600) in (0, 99)
    same(warehouse, reference)


def told_to_stop(reference):
    """SIGTERM: 143 within five seconds, and the next run goes on."""
    warehouse = WORK / "stopped"
    for moment in ("before:bronze.epd", "before:gold.measure_count", "before:set"):
        stand = WORK / "stand"
        stand.unlink(missing_ok=True)
        process = start(warehouse, java=[f"-Dpcw.failpoint={moment}", f"-Dpcw.failpoint.wait={stand}"])
        wait_for(stand, process)
        asked = time.time()
        process.terminate()
        code = process.wait(30)
        seconds = time.time() - asked
        assert code in (143, -15), f"exit code {code}"
        assert seconds < 5, f"it took {seconds:.1f} s to stop"
        assert last_record(warehouse)["status"] == "stopped"
        print(f"   stopped at {moment:24} in {seconds:.1f} s", flush=True)
    run(warehouse)
    same(warehouse, reference)


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


def two_at_once(reference):
    warehouse = WORK / "two"
    both = [start(warehouse), start(warehouse)]
    codes = sorted(process.wait(600) for process in both)
    assert codes == [0, 75], f"exit codes {codes}"
    same(warehouse, reference)


def torn_log(reference):
    """A torn, then a missing newest log entry: an error that names the table, and the way back works."""
    warehouse = WORK / "torn"
    shutil.copytree(WORK / "reference", warehouse, symlinks=True)
    table = warehouse / "gold" / "measure_count" / "_delta_log"
    newest = max(table.glob("*.json"))
    newest.write_text(newest.read_text()[:100])
    mark = len(log())
    run(warehouse, expect=69)
    newest.unlink()
    run(warehouse, expect=69)
    words = log()[mark:]
    assert "gold.measure_count" in words and "repair --table gold.measure_count --version" in words, words
    version = int(newest.stem) - 1
    subprocess.run(
        [PCW, "repair", "--warehouse", warehouse, "--table", "gold.measure_count", "--version", str(version)],
        check=True, stdout=subprocess.DEVNULL,
    )
    run(warehouse, "--force")
    same(warehouse, reference)


def damaged_part(reference):
    """A data file of a table is damaged: an error without a row in it, and a run by force brings it back."""
    warehouse = WORK / "damaged"
    shutil.copytree(WORK / "reference", warehouse, symlinks=True)
    part = max(Path(warehouse, "silver", "practice_month").glob("*.parquet"), key=lambda p: p.stat().st_size)
    data = bytearray(part.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    part.write_bytes(data)
    code = start(warehouse, "--force").wait(600)
    if code != 0:
        assert code != 143
        run(warehouse, "--force")
    same(warehouse, reference)


def full_disk(reference):
    """A disk of 4 MiB: 73, and with room the same bytes."""
    mount = WORK / "tmpfs"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mount], stderr=subprocess.DEVNULL).returncode:
        print("   skipped: this machine does not let us mount a small disk")
        return
    try:
        run(mount / "warehouse", expect=73)
        subprocess.run(["mount", "-o", "remount,size=400m", mount], check=True)
        run(mount / "warehouse")
        same(mount / "warehouse", reference)
    finally:
        subprocess.run(["umount", "-l", mount], check=False)


def landing_may_not_be_written(reference):
    mount = WORK / "readonly"
    mount.mkdir()
    bound = subprocess.run(["mount", "--bind", LANDING, mount], stderr=subprocess.DEVNULL).returncode == 0
    if not bound or subprocess.run(["mount", "-o", "remount,ro,bind", mount]).returncode:
        print("   skipped: this machine does not let us mount a folder read-only")
        return
    try:
        run(WORK / "from-readonly", landing=mount)
        same(WORK / "from-readonly", reference)
    finally:
        subprocess.run(["umount", "-l", mount], check=False)


def another_time_zone(reference):
    run(WORK / "kiritimati", zone="Pacific/Kiritimati", java=["-Duser.timezone=Pacific/Kiritimati"])
    same(WORK / "kiritimati", reference)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--kills", type=int, default=0)
    chosen = arguments.parse_args()
    tests = [
        killed_at_every_moment, told_to_stop, taken_over, two_at_once, torn_log, damaged_part, full_disk,
        landing_may_not_be_written, another_time_zone,
    ]
    small(LANDING)
    passed = 0
    try:
        began = time.time()
        run(WORK / "reference")
        reference = content(WORK / "reference")
        assert len(reference) > 20
        print(f"   an undisturbed run: {time.time() - began:.0f} s, {len(reference)} files", flush=True)
        for test in tests:
            if chosen.names and test.__name__ not in chosen.names:
                continue
            began = time.time()
            test(reference)
            passed += 1
            print(f"   passed {test.__name__} in {time.time() - began:.0f} s", flush=True)
        if chosen.kills:
            killed_at_random(reference, chosen.kills)
            passed += 1
    finally:
        shutil.rmtree(WORK, ignore_errors=True)
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
