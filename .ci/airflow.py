"""The DAGs in a real Airflow: imported without a warning, triggered, skipped, killed and retried, backfilled.

    python3 .ci/airflow.py FOLDER      FOLDER has a virtual environment named 'venv' with Airflow in it

Airflow keeps its state in a PostgreSQL of its own, from Debian's packages: with SQLite, which has one writer, a backfill
that begins while the scheduler writes is sometimes refused.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
from small import OPTIONS, install, small  # noqa: E402

WORK = Path(sys.argv[1]).resolve()
BIN = WORK / "venv" / "bin"
# Where this takes longer, something hangs.
LONGEST = 1800
TOKEN: dict[str, str] = {}
PORT = os.environ.get("PCW_AIRFLOW_PORT", "18793")
ENVIRONMENT = dict(
    os.environ,
    PATH=f"{BIN}:{os.environ['PATH']}",
    AIRFLOW_HOME=str(WORK / "airflow"),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__PARALLELISM="4",
    AIRFLOW__CORE__EXECUTION_API_SERVER_URL=f"http://127.0.0.1:{PORT}/execution/",
    AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS="True",
    AIRFLOW__API__HOST="127.0.0.1",
    AIRFLOW__API__PORT=PORT,
    AIRFLOW__API__BASE_URL=f"http://127.0.0.1:{PORT}",
    AIRFLOW__API__WORKERS="1",
    AIRFLOW__SCHEDULER__ENABLE_HEALTH_CHECK="False",
    AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL="10",
    PYTHONDONTWRITEBYTECODE="1",
    PCW_LANDING=str(WORK / "landing"),
    PCW_WAREHOUSE=str(WORK / "warehouse"),
    PCW_RETRY_SECONDS="1",
    PCW_JAVA_OPTIONS=OPTIONS,
    PCW_DEADLINE_HOURS="0.01",
)


class Postgres:
    """A server on loopback, in a folder that is gone with it. It does not run as root: there the packages' user has it."""

    def __init__(self, port: str):
        self.port = port
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda found: int(found.parent.name))
        self.own = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.folder = Path(tempfile.mkdtemp(prefix="pcw-postgres-"))
        if self.own:
            shutil.chown(self.folder, "postgres")
        self.address = f"127.0.0.1:{port}/postgres"

    def ask(self, command: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self.own, self.bin / command, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"

    def __enter__(self) -> "Postgres":
        self.ask("initdb", "-D", f"{self.folder}/data", "-U", "airflow", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -c fsync=off"
        self.ask("pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-o", options, "-w", "start")
        return self

    def __exit__(self, *_) -> None:
        self.ask("pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)


def airflow(*arguments) -> str:
    done = subprocess.run(["airflow", *arguments], env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, f"airflow {' '.join(arguments)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def get(path: str) -> dict:
    """What the server says; a command would start a Python of its own each time."""
    if "token" not in TOKEN:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/auth/token", timeout=30) as answer:
            TOKEN["token"] = json.load(answer)["access_token"]
    request = urllib.request.Request(
        f"http://127.0.0.1:{PORT}/api/v2/{path}", headers={"Authorization": f"Bearer {TOKEN['token']}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def runs_of(dag: str) -> list[dict]:
    return get(f"dags/{dag}/dagRuns?limit=100")["dag_runs"]


def states(dag: str, run_id: str) -> list[dict]:
    return get(f"dags/{dag}/dagRuns/{quote(run_id, safe='')}/taskInstances?limit=100")["task_instances"]


def wait(dag: str, run_id: str) -> None:
    while True:
        found = [r for r in runs_of(dag) if r["dag_run_id"] == run_id]
        if found and found[0]["state"] in ("success", "failed"):
            tasks = [(t["task_id"], t["state"]) for t in states(dag, run_id)]
            assert found[0]["state"] == "success", f"{run_id}: {tasks}"
            return
        time.sleep(1)


def until_it_answers(server: subprocess.Popen) -> None:
    while True:
        assert server.poll() is None, "the server ended"
        try:
            get("version")
            return
        except (OSError, ValueError):
            time.sleep(1)


def content(warehouse: Path) -> dict[str, str]:
    latest = warehouse / "published" / "latest"
    return {
        str(file.relative_to(latest)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(latest.rglob("*"))
        if file.is_file() and file.name != "published.duckdb"
    }


def kill_once(command: str) -> None:
    """Kills the program where it performs the command, as the machine would that is out of memory."""
    runs = Path(WORK, "warehouse", "ops", "runs")
    while not (begun := list(runs.glob(f"*-{command}-*.json"))):
        time.sleep(0.2)
    time.sleep(3)
    while True:
        assert json.loads(begun[0].read_text())["status"] == "running", f"{command} ended before it was killed"
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
                beaten = b"pcw.cli.Main" in words and words[words.index(b"pcw.cli.Main") + 1] == command.encode()
                if beaten and str(WORK).encode() in (entry / "environ").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
                    print(f"   killed {command}, process {entry.name}", flush=True)
                    return
            except (OSError, IndexError):
                continue
        time.sleep(0.2)


def imported_without_a_warning() -> None:
    folder = ENVIRONMENT["AIRFLOW__CORE__DAGS_FOLDER"]
    code = f"import sys; sys.path.insert(0, '{folder}'); import pcw_dags"
    done = subprocess.run([BIN / "python", "-W", "always", "-c", code], env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    # Only what the two files themselves cause counts: Airflow's own imports may warn.
    ours = [line for line in done.stderr.splitlines() if line.startswith(folder) and "Warning" in line]
    assert not ours, ours
    while get("dags")["total_entries"] < 2 and not get("importErrors")["total_entries"]:
        time.sleep(1)
    errors = get("importErrors")["import_errors"]
    assert not errors, errors
    assert {d["dag_id"] for d in get("dags")["dags"]} == {"pcw_nightly", "pcw_month"}
    warnings = get("dagWarnings")["dag_warnings"]
    assert not warnings, warnings


def night_with_a_killed_task(reference) -> None:
    """The night that is due; the program is killed while it counts, and the retry ends with the same bytes."""
    airflow("dags", "unpause", "-y", "pcw_nightly")
    kill_once("measure")
    run_id = runs_of("pcw_nightly")[0]["dag_run_id"]
    wait("pcw_nightly", run_id)
    done = states("pcw_nightly", run_id)
    assert [t["try_number"] for t in done if t["task_id"] == "measure"] == [2], done
    assert {t["state"] for t in done if t["task_id"] != "quality"} == {"success"}, done
    assert content(WORK / "warehouse") == reference, "the published bytes differ from those of a run without Airflow"


def lineage_has_a_parent() -> None:
    """Each step of the night is a child of its task, and says what it wrote, with columns and rows."""
    steps = {}
    for line in Path(WORK, "warehouse", "ops", "lineage.jsonl").read_text().splitlines():
        event = json.loads(line)
        parent = event["run"]["facets"]["parent"]
        name = event["job"]["name"]
        assert parent["job"] == {"namespace": "airflow", "name": f"pcw_nightly.{name}"}, parent
        assert uuid.UUID(parent["run"]["runId"]), parent
        if event["eventType"] == "COMPLETE":
            steps[name] = event["outputs"]
    assert {"ingest", "conform", "measure", "publish", "render", "seal"} <= set(steps), list(steps)
    for name in ("ingest", "conform", "measure"):
        for output in steps[name]:
            assert output["facets"]["schema"]["fields"], output
            assert output["outputFacets"]["outputStatistics"]["rowCount"] >= 0, output
        assert steps[name], f"{name} says nothing of what it wrote"


def second_run_skips() -> None:
    airflow("dags", "trigger", "pcw_nightly", "--run-id", "second")
    wait("pcw_nightly", "second")
    done = states("pcw_nightly", "second")
    assert all(t["state"] == "skipped" for t in done), done


def said_to_be_overdue() -> None:
    """The deadline of this test is 36 seconds."""
    until = time.time() + 60
    while time.time() < until:
        told = [f for f in [WORK / "airflow.log", *(WORK / "airflow" / "logs").rglob("*.log")] if "overdue." in f.read_text(errors="replace")]
        if told:
            return
        time.sleep(2)
    raise AssertionError("nobody was told that the night is overdue")


def backfill(reference) -> None:
    """Three months of a warehouse in which files were taken in and nothing was counted."""
    airflow("dags", "pause", "-y", "pcw_nightly")
    shutil.rmtree(WORK / "warehouse")
    subprocess.run([ENVIRONMENT["PCW_COMMAND"], "ingest", "--quiet"], env=ENVIRONMENT, check=True)
    airflow("dags", "unpause", "-y", "pcw_month")
    airflow(
        "backfill", "create", "--dag-id", "pcw_month", "--from-date", "2026-07-01", "--to-date", "2026-09-30",
        "--run-backwards", "--max-active-runs", "1",
    )
    while True:
        runs = [r for r in runs_of("pcw_month") if r["run_type"] == "backfill"]
        if len(runs) >= 3 and all(r["state"] in ("success", "failed") for r in runs):
            break
        time.sleep(1)
    assert [r["state"] for r in runs] == ["success"] * 3, runs
    counted = []
    for record in sorted(Path(WORK, "warehouse", "ops", "runs").glob("*-backfill-*.json")):
        told = json.loads(record.read_text())
        # The month of the schedule itself, October, may come between them: nothing is held of it.
        if told["status"] == "done":
            counted.append(told["from"])
    assert counted == ["2026-09", "2026-08", "2026-07"], counted
    assert content(WORK / "warehouse") == reference, "newest first did not give the same tables"


def main() -> None:
    with Postgres(os.environ.get("PCW_POSTGRES_PORT", "18795")) as database:
        ENVIRONMENT["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = f"postgresql+psycopg2://airflow@{database.address}"
        checks()


def checks() -> None:
    for folder in ("airflow", "install", "landing", "warehouse", "reference"):
        shutil.rmtree(WORK / folder, ignore_errors=True)
    ENVIRONMENT["PCW_COMMAND"] = str(install(WORK / "install"))
    # The triggerer finds the callback of the deadline there; it does not look into the DAGs folder by itself.
    ENVIRONMENT["AIRFLOW__CORE__DAGS_FOLDER"] = ENVIRONMENT["PYTHONPATH"] = str(
        next((WORK / "install").glob("pcw-*/dags"))
    )
    small(WORK / "landing")
    small(WORK / "landing", ("2026-07",))
    began = time.time()
    signal.alarm(LONGEST)
    subprocess.run(
        [ENVIRONMENT["PCW_COMMAND"], "run", "--warehouse", WORK / "reference"],
        env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL,
    )
    reference = content(WORK / "reference")
    print(f"   reference without Airflow: {len(reference)} files, {time.time() - began:.0f} s", flush=True)
    airflow("db", "migrate")
    airflow("pools", "set", "pcw_writer", "1", "One writer per warehouse")
    with open(WORK / "airflow.log", "wb") as log:
        server = subprocess.Popen(["airflow", "standalone"], env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True)
    try:
        began = time.time()
        until_it_answers(server)
        print(f"   the server answers after {time.time() - began:.0f} s", flush=True)
        for name, test in (
            ("imported without a warning", imported_without_a_warning),
            ("the night that is due, one task killed and retried", lambda: night_with_a_killed_task(reference)),
            ("each step is the child of its task in the lineage", lineage_has_a_parent),
            ("a triggered run with nothing new skips", second_run_skips),
            ("told that the night was overdue", said_to_be_overdue),
            ("a backfill of three months, newest first", lambda: backfill(reference)),
        ):
            began = time.time()
            test()
            print(f"   passed: {name}, {time.time() - began:.0f} s", flush=True)
    except BaseException:
        print(Path(WORK, "airflow.log").read_text(errors="replace")[-6000:])
        raise
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
    print("6 passed, 0 failed")


if __name__ == "__main__":
    for ends in (signal.SIGTERM, signal.SIGALRM):
        signal.signal(ends, lambda number, _: sys.exit(128 + number))  # What was started is ended.
    main()
