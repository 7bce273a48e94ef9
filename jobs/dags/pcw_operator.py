"""Runs a pcw command as an Airflow task: exit codes become task states, the result JSON becomes the XCom."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from airflow.sdk import BaseOperator
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

NOTHING_TO_DO = 99
# Usage, bad input over the gate, refused by policy, configuration: a retry finds the same.
PERMANENT = {64, 65, 77, 78}
SECONDS_TO_STOP = 5


async def overdue(**kwargs) -> None:
    """Called where a night has not ended by its deadline; the log of the triggerer has it."""
    run = (kwargs.get("context") or {}).get("dag_run") or {}
    logging.getLogger("pcw").error(
        "The run %s of %s is overdue.",
        run.get("dag_run_id") or run.get("run_id") or "of the night",
        run.get("dag_id") or "pcw_nightly",
    )


def lineage_parent(instance) -> str:
    """This task to OpenLineage, as namespace/job/run: in the words of Airflow's own provider where that is installed."""
    try:
        from airflow.providers.openlineage.plugins.macros import lineage_parent_id
    except ImportError:
        return f"airflow/{instance.dag_id}.{instance.task_id}/{instance.id}"
    return lineage_parent_id(instance)


class PcwOperator(BaseOperator):
    """One command of pcw, such as ``["render", "--level", "icb"]``, over the settings of the installation.

    The month of the data interval is added where ``by_month`` is set; it is made from a date, never from text
    that somebody typed. Safe to run twice, and twice at the same time: the lease of the warehouse answers 75.
    """

    def __init__(self, *, command: list[str], pcw: str = "pcw", by_month: bool = False, **kwargs) -> None:
        super().__init__(**kwargs)
        self.command = command
        self.pcw = pcw
        self.by_month = by_month
        self._process: subprocess.Popen | None = None

    def execute(self, context) -> dict:
        instance = context["ti"]
        arguments = [self.pcw, *self.command, "--run-id", instance.run_id]
        if self.by_month:
            arguments += ["--month", context["data_interval_start"].strftime("%Y-%m")]
        environment = dict(
            os.environ,
            AIRFLOW_CTX_DAG_ID=instance.dag_id,
            AIRFLOW_CTX_TASK_ID=instance.task_id,
            AIRFLOW_CTX_DAG_RUN_ID=instance.run_id,
            AIRFLOW_CTX_TRY_NUMBER=str(instance.try_number),
            OPENLINEAGE_PARENT_ID=lineage_parent(instance),
        )
        with tempfile.TemporaryDirectory(prefix="pcw-") as folder:
            result = Path(folder, "result.json")
            self._process = subprocess.Popen(
                [*arguments, "--result-file", str(result)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            for line in self._process.stdout:
                self.log.info("%s", line.rstrip())
            code = self._process.wait()
            outcome = json.loads(result.read_text()) if result.exists() else {}
        message = f"pcw {self.command[0]} answered {code}: {(outcome.get('error') or {}).get('message', 'see the log')}"
        if code == NOTHING_TO_DO:
            raise AirflowSkipException("Nothing to do.")
        if code in PERMANENT:
            raise AirflowFailException(message)
        if code != 0:
            raise AirflowException(message)
        return outcome

    def on_kill(self) -> None:
        if self._process is None or self._process.poll() is not None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
