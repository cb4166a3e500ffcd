"""Group ``report``: what readers of the published warehouse find in its views."""

import dagster as dg

from pipelines.assets.common import STORE, step
from pipelines.assets.warehouse import counts_table
from pipelines.errors import StorageError
from pipelines.report import is_current, make_page, page_path
from pipelines.resources import Run
from pipelines.warehouse import published, query

_VIEWS = "select view_name from duckdb_views() where schema_name = 'report' order by view_name"


@dg.asset(
    deps=["published_warehouse"],
    group_name="report",
    kinds={"duckdb", "view"},
    owners=[STORE],
    description="The views of the schema report, which people query: flat, names resolved, one row a fact.",
)
def report_views(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """The rows of every view, as a reader counts them."""
    with step(context, run, "report"):
        path = published(run.home)
        if path is None:
            raise StorageError(f"{run.home}: nothing is published")
        views = query(path, _VIEWS)["view_name"].to_pylist()
        counts = {
            f"report.{view}": query(path, f'select count(*) as n from report."{view}"')["n"][0].as_py()  # noqa: S608
            for view in views
        }
    facts = counts.get("report.facts", 0)
    return dg.MaterializeResult(
        metadata={"dagster/row_count": facts, "views": dg.MetadataValue.md(counts_table(counts))}
    )


@dg.asset(
    deps=["published_warehouse"],
    group_name="report",
    kinds={"html"},
    owners=[STORE],
    description="report/index.html: what is new, what is wrong, countries, time, money, registers, and every "
    "fact with its sentence. One file, made from the published snapshot and switched to together with it; "
    "where it could not be made, the old page stays, and it is tried once more here.",
)
def report_page(context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """The page of what is published."""
    with step(context, run, "page"):
        page = page_path(run.home) if is_current(run.home) else make_page(run.home)
    return dg.MaterializeResult(
        metadata={"path": dg.MetadataValue.path(str(page)), "bytes": page.stat().st_size}
    )
