"""The same run on a Spark cluster: one master and two workers on loopback, each a process of its own, started from
Spark's own jars, with authentication and encryption switched on. The run is submitted as the README says, with what
Spark does not bring by --jars; one worker stands in another time zone. What is published has the bytes of a run on one
machine.

    python3 .ci/cluster.py
"""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from http.client import HTTPException
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from small import OPTIONS, content, install, small  # noqa: E402

WORK = Path(tempfile.mkdtemp(prefix="pcw-cluster-"))
LANDING = WORK / "landing"
SPARK = WORK / "spark"
# What no Spark distribution has.
OURS = (
    "pcw- delta- fastcsv duckdb picocli jasperreports ecj openpdf freemarker fastexcel opczip pdfbox fontbox batik"
    " xmlgraphics xml-apis-ext echarts commons-statistics commons-numbers commons-rng commons-beanutils2 unitycatalog"
    " jjwt"
).split()
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
ENVIRONMENT = dict(
    os.environ, SPARK_HOME=str(SPARK), SPARK_SCALA_VERSION="2.13", SPARK_LOCAL_IP="127.0.0.1",
    SPARK_CONF_DIR=str(SPARK / "conf"),
)  # fmt: skip
CONF = {
    "spark.authenticate": "true",
    "spark.authenticate.secret": secrets.token_hex(32),
    "spark.network.crypto.enabled": "true",
    "spark.network.crypto.authEngineVersion": "2",
    "spark.network.crypto.cipher": "AES/GCM/NoPadding",
    "spark.io.encryption.enabled": "true",
    "spark.master.rest.enabled": "false",
    "spark.executor.memory": "800m",
}
started = []


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def log(name):
    return (WORK / name).read_text(errors="replace")


def start(name, *arguments, zone="UTC"):
    out = open(WORK / name, "wb")
    command = [JAVA, "-Xmx256m", "-cp", f"{SPARK}/conf:{SPARK}/jars/*", *map(str, arguments)]
    started.append(subprocess.Popen(command, env=dict(ENVIRONMENT, TZ=zone), stdout=out, stderr=subprocess.STDOUT))


def spark_home(lib):
    """A folder laid out as Spark's, with Spark's jars of the archive."""
    (SPARK / "jars").mkdir(parents=True)
    (SPARK / "conf").mkdir()
    for jar in lib.glob("*.jar"):
        if not jar.name.startswith(tuple(OURS)):
            (SPARK / "jars" / jar.name).symlink_to(jar)
    (SPARK / "conf" / "spark-defaults.conf").write_text("".join(f"{k} {v}\n" for k, v in CONF.items()))
    (SPARK / "conf" / "spark-defaults.conf").chmod(0o600)


def cluster():
    """Starts it, and returns the master's address and the page that says how it is."""
    port, page = free_port(), free_port()
    start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", page)
    status = f"http://127.0.0.1:{page}/json/"
    wait(lambda: state(status) is not None)
    for number, zone in (1, "UTC"), (2, "Pacific/Kiritimati"):
        start(
            f"worker{number}", "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0",
            "-c", "1", "-m", "1g", "-d", WORK / f"work{number}", f"spark://127.0.0.1:{port}", zone=zone,
        )  # fmt: skip
    wait(lambda: state(status)["aliveworkers"] == 2)
    return f"spark://127.0.0.1:{port}", status


def state(status):
    """What the master says of itself; None while it does not answer, or answers before its page of JSON is in place."""
    try:
        with urllib.request.urlopen(status, timeout=5) as answer:
            return json.load(answer)
    except (OSError, HTTPException, ValueError):
        return None


def wait(holds):
    for _ in range(600):
        assert all(process.poll() is None for process in started), log("master")[-3000:]
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("the cluster does not come up: " + log("master")[-3000:])


def submit(master, home, warehouse):
    """What spark-submit of a distribution does: asks Spark's launcher for the command, and runs it."""
    lib = home / "lib"
    jars = [str(jar) for jar in lib.glob("*.jar") if not (SPARK / "jars" / jar.name).exists()]
    settings = [o.removeprefix("-D") for o in OPTIONS.split() if o.startswith("-Dspark.")]
    flags = " ".join(o for o in OPTIONS.split() if not o.startswith("-Dspark."))
    quiet = f"-Dlog4j2.configurationFile=file:{home}/conf/log4j2.properties"
    arguments = [
        "--master", master, "--deploy-mode", "client", "--driver-memory", "2g", "--jars", ",".join(jars),
        "--driver-java-options", f"-Dpcw.home={home} {quiet} {flags}",
        "--conf", f"spark.executor.extraJavaOptions={quiet} -XX:TieredStopAtLevel=1",
        *[part for setting in settings for part in ("--conf", setting)],
        "--class", "pcw.cli.Main", str(next(lib.glob("pcw-jobs-*.jar"))),
        "run", "--landing", str(LANDING), "--warehouse", str(warehouse),
    ]  # fmt: skip
    asked = subprocess.run(
        [JAVA, "-cp", f"{SPARK}/jars/*", "org.apache.spark.launcher.Main", "org.apache.spark.deploy.SparkSubmit", *arguments],
        env=ENVIRONMENT, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    command = asked.stdout.split(b"\0\n", 1)[1].split(b"\0")[:-1]
    with open(WORK / "driver", "ab") as out:
        return subprocess.run(command, env=ENVIRONMENT, stdout=out, stderr=subprocess.STDOUT, timeout=900).returncode


def main():
    try:
        small(LANDING, ("2026-09",))
        pcw = install(WORK)
        home = pcw.parent.parent
        here, there = WORK / "here", WORK / "there"
        began = time.time()
        subprocess.run(
            [pcw, "run", "--quiet", "--landing", LANDING, "--warehouse", here],
            env=dict(os.environ, PCW_JAVA_OPTIONS=OPTIONS), check=True, timeout=600,
        )  # fmt: skip
        print(f"   on one machine: {time.time() - began:.0f} s", flush=True)

        spark_home(home / "lib")
        master, status = cluster()
        began = time.time()
        code = submit(master, home, there)
        assert code == 0, f"exit code {code}\n{log('driver')[-5000:]}"
        print(f"   on the cluster: {time.time() - began:.0f} s", flush=True)
        applications = state(status)["completedapps"]
        assert [a["name"] for a in applications] == ["pcw"], applications
        assert all(list((WORK / f"work{n}").glob("app-*/*/stderr")) for n in (1, 2)), "a worker had nothing to do"
        expected = content(here / "published" / "latest")
        assert len(expected) > 20
        found = content(there / "published" / "latest")
        differing = sorted(f for f in expected.keys() | found.keys() if expected.get(f) != found.get(f))
        assert not differing, f"the bytes differ: {differing[:10]}"
        print(f"   {len(expected)} files, the same bytes")
        code = submit(master, home, there)
        assert code == 99, f"again: exit code {code}\n{log('driver')[-5000:]}"
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(30)
        if "PCW_KEEP" not in os.environ:
            shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # What was started is ended.
    main()
