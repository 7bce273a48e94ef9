"""The same run on an object store: a real S3 server (s3proxy) on loopback, behind a door that answers 503 now and then
and loses answers to what was written. Two processes race for the versions of one table; one of two runs answers that
the other holds the warehouse; a run that was killed is taken over. What is published has the bytes of a run on a disk.

    python3 .ci/store.py S3PROXY_JAR       needs an archive and test classes made by 'mvnw -Ps3 package'
"""

import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from small import OPTIONS, ROOT, content, install, small  # noqa: E402

WORK = Path(tempfile.mkdtemp(prefix="pcw-store-"))
LANDING = WORK / "landing"
BUCKET = WORK / "s3" / "bucket"
VERSIONS = 60
JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
started = []


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def server(jar):
    """Starts it with an empty bucket, and returns its port."""
    port = free_port()
    (WORK / "s3").mkdir()
    conf = WORK / "s3proxy.conf"
    conf.write_text(
        f"s3proxy.endpoint=http://127.0.0.1:{port}\ns3proxy.authorization=none\n"
        f"jclouds.provider=filesystem-nio2\njclouds.filesystem.basedir={WORK / 's3'}\n"
    )
    out = open(WORK / "s3proxy.log", "wb")
    process = subprocess.Popen([JAVA, "-Xmx256m", "-jar", jar, "--properties", conf], stdout=out, stderr=out)
    started.append(process)
    for _ in range(600):
        assert process.poll() is None, (WORK / "s3proxy.log").read_text()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("PUT", "/bucket")
            assert connection.getresponse().status == 200
            return port
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the S3 server does not come up")


class Door(BaseHTTPRequestHandler):
    """Stands before the server. Of the requests that write, some are refused, and some are passed on and never
    answered; the writer cannot know."""

    protocol_version = "HTTP/1.1"
    port = 0
    every = 0  # One write in so many goes wrong; 0: none.
    chance = random.Random(7)
    refused = lost = 0

    def pass_on(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        fault = None
        if Door.every and self.command == "PUT" and Door.chance.randrange(Door.every) == 0:
            fault = Door.chance.choice(("refused", "lost"))
        if fault == "refused":
            Door.refused += 1
            return self.answer(503, [("Retry-After", "0")], b"")
        connection = http.client.HTTPConnection("127.0.0.1", Door.port, timeout=60)
        try:
            connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in ("connection", "expect"):
                    connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        if fault == "lost":
            Door.lost += 1
            self.close_connection = True
            return self.connection.shutdown(socket.SHUT_RDWR)
        self.answer(answer.status, answer.getheaders(), content)

    def answer(self, status, headers, body):
        self.send_response_only(status)
        names = [name.lower() for name, _ in headers]
        for name, value in headers:
            if name.lower() not in ("transfer-encoding", "connection"):
                self.send_header(name, value)
        if "content-length" not in names and status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on

    def log_message(self, *_):
        pass


class Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass


def settings(port):
    return [
        f"-Dspark.hadoop.fs.s3a.{name}={value}"
        for name, value in {
            "endpoint": f"http://127.0.0.1:{port}",
            "endpoint.region": "eu-west-2",
            "path.style.access": "true",
            "connection.ssl.enabled": "false",
            "retry.interval": "50ms",
            "retry.throttle.interval": "50ms",
        }.items()
    ]


CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


def race(home, port):
    """Two processes try to write each version: each has exactly one writer, whatever becomes of the answers."""
    Door.every, start = 6, WORK / "start"
    writers = [
        subprocess.Popen(
            [
                JAVA, "-XX:TieredStopAtLevel=1", *settings(port),
                "-cp", f"{ROOT}/jobs/target/test-classes:{home}/lib/*", "pcw.spark.ConditionalLogStoreTest$Writer",
                "s3a://bucket/race/_delta_log", str(start), name, str(VERSIONS),
            ],
            env=dict(os.environ, **CREDENTIALS), stdout=subprocess.PIPE, text=True, stderr=open(WORK / f"race-{name}", "wb"),
        )
        for name in "ab"
    ]  # fmt: skip
    started.extend(writers)
    while not all((WORK / f"ready-{name}").exists() for name in "ab"):
        assert all(w.poll() is None for w in writers), (WORK / "race-a").read_text()[-3000:]
        time.sleep(0.05)
    start.touch()
    committed = [w.communicate(timeout=300)[0].split() for w in writers]
    assert all(w.returncode == 0 for w in writers), (WORK / "race-a").read_text()[-3000:]
    versions = sorted(int(version) for each in committed for version in each)
    assert versions == list(range(VERSIONS)), f"{len(versions)} commits of {VERSIONS} versions"
    assert all(committed), "one writer was always first: that was no race"
    for name, each in zip("ab", committed):
        for version in each:
            written = (BUCKET / f"race/_delta_log/{int(version):020d}.json").read_text()
            assert set(written.split()) == {f"{name}{version}"}, f"version {version} is not of writer {name}"
    Door.every = 0
    shares = " + ".join(str(len(each)) for each in committed)
    print(f"   {shares} versions; {Door.refused} refusals, {Door.lost} lost answers", flush=True)


def start_run(pcw, port, *java, task="run"):
    landing = ["--landing", LANDING] if task == "run" else []
    out = open(WORK / "log", "ab")
    process = subprocess.Popen(
        [pcw, task, *landing, "--warehouse", "s3a://bucket/warehouse", "--work", WORK / "desks"],
        env=dict(os.environ, PCW_JAVA_OPTIONS=" ".join([OPTIONS, *settings(port), *java]), **CREDENTIALS),
        stdout=out, stderr=out,
    )  # fmt: skip
    started.append(process)
    return process


def expect(code, process):
    found = process.wait(900)
    assert found == code, f"expected exit code {code}, got {found}; the log ends:\n{log()[-4000:]}"


def log():
    return (WORK / "log").read_text(errors="replace")


def held_and_taken_over(pcw, port):
    """A run stands still in the middle: another finds the warehouse in use. It is killed: the next goes on from there."""
    stand = WORK / "stand"
    first = start_run(pcw, port, "-Dpcw.failpoint=before:gold.measure_count", f"-Dpcw.failpoint.wait={stand}")
    while not stand.exists():
        assert first.poll() is None, log()[-4000:]
        time.sleep(0.2)
    expect(75, start_run(pcw, port))
    first.kill()
    first.wait()
    stand.unlink()


def published():
    pointer = json.loads((BUCKET / "warehouse/published/latest.json").read_text())
    return BUCKET / "warehouse/published" / pointer["path"]


def same(reference):
    found = content(published())
    differing = sorted(f for f in reference.keys() | found.keys() if reference.get(f) != found.get(f))
    assert not differing, f"the bytes differ: {differing[:10]}"


def main():
    try:
        small(LANDING, ("2026-09",))
        pcw = install(WORK)
        home = pcw.parent.parent
        Door.port = server(sys.argv[1])
        door = Quiet(("127.0.0.1", 0), Door)
        threading.Thread(target=door.serve_forever, daemon=True).start()
        port = door.server_port
        race(home, port)

        began = time.time()
        subprocess.run(
            [pcw, "run", "--quiet", "--landing", LANDING, "--warehouse", WORK / "disk"],
            env=dict(os.environ, PCW_JAVA_OPTIONS=OPTIONS), check=True, timeout=600,
        )  # fmt: skip
        reference = content(WORK / "disk" / "published" / "latest")
        assert len(reference) > 20
        print(f"   on a disk: {time.time() - began:.0f} s", flush=True)

        began = time.time()
        held_and_taken_over(pcw, port)
        Door.refused, Door.lost, Door.every = 0, 0, 25
        expect(0, start_run(pcw, port))
        Door.every = 0
        same(reference)
        print(
            f"   on the store, held once and killed once: {time.time() - began:.0f} s; {len(reference)} files, the same"
            f" bytes; {Door.refused} refusals, {Door.lost} lost answers",
            flush=True,
        )
        shutil.rmtree(WORK / "desks")  # As on another machine.
        expect(99, start_run(pcw, port))
        expect(0, start_run(pcw, port, task="status"))
        expect(0, start_run(pcw, port, task="doctor"))
    finally:
        for process in started:
            process.kill()
            process.wait(30)
        if "PCW_KEEP" not in os.environ:
            shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # What was started is ended.
    main()
