"""The night of the Personalised Care Warehouse, and the same steps month by month for a backfill.

For Airflow 3.1 and later. Settings: the environment variable ``PCW_COMMAND`` names the program (default ``pcw``);
landing and warehouse are those of its ``conf/pcw.conf`` or of ``PCW_LANDING`` and ``PCW_WAREHOUSE``. One pool is
needed: ``airflow pools set pcw_writer 1 "One writer per warehouse"``.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone

from airflow.sdk import (
    DAG,
    AsyncCallback,
    Asset,
    AssetOrTimeSchedule,
    CronDataIntervalTimetable,
    DeadlineAlert,
    DeadlineReference,
)
from pcw_operator import PcwOperator

# Each group is a task; the few packs of the levels above do not pay for a start of the program each.
LEVELS = [["england", "region", "icb", "sub_icb"], ["locality", "pcn"], ["practice"]]
LANDING = Asset("pcw_landing")
PUBLISHED = Asset("pcw_published")

NIGHT = """
Takes in what is new in the landing folder and goes all the way to a sealed set.

Each task is idempotent and decides for itself whether there is anything to do: a task with nothing to do is
**skipped** (exit code 99), and the tasks after it still run. A task that finds the warehouse in use (75), the input
missing (66), the disk full (73) or that was killed is **retried** and resumes; a refused configuration or usage
(64, 65, 77, 78) fails at once. The result of each task (counts, table versions, seconds) is its XCom.

A run that has not ended within the hours of `PCW_DEADLINE_HOURS` (5) is said to be overdue, by
`pcw_operator.overdue` in the log of the triggerer, which needs this folder in its `PYTHONPATH`; put your own pager
there.

Starts at 03:00 UTC, and whenever something reports an event of the asset `pcw_landing`. A sealed set is an event of
the asset `pcw_published`.
"""
MONTH = """
Counts the month of the data interval again, from what is held, and goes on to a sealed set. It has no schedule of its
own worth waiting for; use it by `airflow backfill create --dag-id pcw_month --from-date … --to-date …`. The order of the months does not
matter: the same tables come out, newest first or oldest first.
"""


def options(name: str) -> dict:
    """What every task shares."""
    return {"task_id": name, "pcw": os.environ.get("PCW_COMMAND", "pcw"), "trigger_rule": "none_failed"}


def night() -> None:
    """The tasks of one night: ingest, conform, measure, publish, quality, render by level, seal."""
    tables = [
        PcwOperator(command=[name], pool="pcw_writer", **options(name))
        for name in ("ingest", "conform", "measure", "publish")
    ]
    render = PcwOperator.partial(max_active_tis_per_dagrun=2, **options("render")).expand(
        command=[["render", *(word for level in group for word in ("--level", level))] for group in LEVELS]
    )
    quality = PcwOperator(command=["quality"], **options("quality"))
    seal = PcwOperator(command=["seal"], pool="pcw_writer", outlets=[PUBLISHED], **options("seal"))
    chain = [*tables, quality, render, seal]
    for before, after in zip(chain, chain[1:]):
        before >> after


COMMON = {
    "start_date": datetime(2023, 10, 1, tzinfo=timezone.utc),
    "catchup": False,
    "max_active_runs": 1,
    "dagrun_timeout": timedelta(hours=6),
    "tags": ["pcw"],
    "default_args": {
        "owner": "pcw",
        "retries": 3,
        "retry_delay": timedelta(seconds=int(os.environ.get("PCW_RETRY_SECONDS", "300"))),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
        "execution_timeout": timedelta(hours=4),
    },
}

OVERDUE = DeadlineAlert(
    reference=DeadlineReference.DAGRUN_QUEUED_AT,
    interval=timedelta(hours=float(os.environ.get("PCW_DEADLINE_HOURS", "5"))),
    callback=AsyncCallback("pcw_operator.overdue"),
)

with DAG(
    "pcw_nightly",
    description="What is new in landing, all the way to a sealed set",
    doc_md=NIGHT,
    schedule=AssetOrTimeSchedule(
        timetable=CronDataIntervalTimetable("0 3 * * *", timezone="UTC"), assets=[LANDING]
    ),
    deadline=OVERDUE,
    **COMMON,
):
    night()

with DAG(
    "pcw_month",
    description="One month counted again, for a backfill",
    doc_md=MONTH,
    schedule=CronDataIntervalTimetable("0 4 1 * *", timezone="UTC"),
    **COMMON,
):
    # One task: to start the program for each step of each month would take longer than the steps.
    PcwOperator(
        command=["backfill", "--reprocess", "all"],
        by_month=True,
        pool="pcw_writer",
        outlets=[PUBLISHED],
        **options("backfill"),
    )
