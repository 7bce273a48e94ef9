"""The same small run on a Spark standalone cluster of one master and two workers on loopback, handed over by
spark-submit: the same bytes as on one machine. Landing and warehouse lie on a disk that all of them see.

    python3 .ci/cluster.py
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from small import OPTIONS, install, small  # noqa: E402

WORK = Path(tempfile.mkdtemp(prefix="pcw-cluster-"))
ENVIRONMENT = dict(os.environ, SPARK_LOCAL_IP="127.0.0.1", PCW_JAVA_OPTIONS=OPTIONS)


def content(warehouse: Path) -> dict[str, str]:
    latest = (warehouse / "published" / "latest").resolve()
    return {
        str(file.relative_to(latest)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(latest.rglob("*"))
        if file.is_file() and file.name != "published.duckdb"
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def opens(program: Path) -> list[str]:
    """What the program's own start script opens of the Java module system for Spark."""
    text = program.read_text()
    packages = re.search(r"for package in (.*?); do", text, re.S).group(1).replace("\\\n", " ").split()
    return [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in packages]


def main() -> None:
    processes = []
    log = open(WORK / "log", "wb")
    try:
        program = install(WORK)
        home = program.parent.parent
        small(WORK / "landing", ("2026-09",))
        began = time.time()
        subprocess.run(
            [program, "run", "--landing", WORK / "landing", "--warehouse", WORK / "alone"],
            env=ENVIRONMENT, check=True, stdout=log, stderr=log,
        )
        print(f"   on one machine: {time.time() - began:.0f} s", flush=True)
        java = [os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"]
        java += ["-cp", f"{home}/lib/*", *opens(program)]
        port = free_port()
        master = f"spark://127.0.0.1:{port}"
        deploy = "org.apache.spark.deploy."

        def start(*words):
            processes.append(subprocess.Popen([*java, "-Xmx256m", *words], env=ENVIRONMENT, stdout=log, stderr=log, cwd=WORK))

        start(deploy + "master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        time.sleep(5)
        for worker in ("one", "two"):
            start(
                deploy + "worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g",
                "--work-dir", str(WORK / worker), master,
            )
        began = time.time()
        subprocess.run(
            [
                *java, "-Xmx2g", "-XX:TieredStopAtLevel=1", f"-Dpcw.home={home}", "-Duser.timezone=UTC",
                deploy + "SparkSubmit", "--master", master, "--deploy-mode", "client", "--class", "pcw.cli.Main",
                "--conf", f"spark.executor.extraClassPath={home}/lib/*", "--conf", "spark.executor.memory=768m",
                "--conf", "spark.sql.codegen.wholeStage=false", "--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN",
                "--conf", "spark.sql.adaptive.enabled=false",
                next((home / "lib").glob("pcw-jobs-*.jar")),
                "run", "--landing", WORK / "landing", "--warehouse", WORK / "together",
            ],
            env=ENVIRONMENT, check=True, stdout=log, stderr=log,
        )
        print(f"   on the cluster: {time.time() - began:.0f} s", flush=True)
        executors = [d for w in ("one", "two") for d in (WORK / w).glob("app-*/*")]
        assert len(executors) >= 2, f"both workers were to take part: {executors}"
        assert content(WORK / "together") == content(WORK / "alone"), "the published bytes differ"
        print(f"passed: {len(content(WORK / 'together'))} files are the same bytes")
    except BaseException:
        print((WORK / "log").read_text(errors="replace")[-4000:])
        raise
    finally:
        for process in processes:
            process.terminate()
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
