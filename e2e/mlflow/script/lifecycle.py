import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException

stamp = f"{mlflow.__version__} {time.time_ns()}"


def experiment(name):
    """A new experiment of this run of the script, chosen for what follows."""
    return mlflow.set_experiment(f"{name} {stamp}").experiment_id


def experiments(check):
    client = MlflowClient()
    name = f"Ünïcode 実験 {stamp}"
    made = client.create_experiment(name, tags={"team": "ops", "größe": "5 m"})
    check.that("an id is text", isinstance(made, str))
    found = client.get_experiment_by_name(name)
    check.equal("found by name", found.experiment_id, made)
    check.equal("its tags", found.tags, {"team": "ops", "größe": "5 m"})
    check.that("artifacts go by proxy", found.artifact_location.startswith("mlflow-artifacts:/"))
    check.equal("missing by name", client.get_experiment_by_name(f"none {stamp}"), None)
    check.refused("the same name again", "RESOURCE_ALREADY_EXISTS", lambda: client.create_experiment(name))
    check.refused("an unknown id", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_experiment("999999999"))
    client.set_experiment_tag(made, "note", "x" * 5000)
    check.equal("a tag of 5000", len(client.get_experiment(made).tags["note"]), 5000)
    client.rename_experiment(made, name + " renamed")
    check.equal("renamed", client.get_experiment(made).name, name + " renamed")
    check.equal("the default one", client.get_experiment("0").name, "Default")

    ids = [client.create_experiment(f"page {n} {stamp}") for n in range(5)]
    matching = f"name LIKE 'page % {stamp}'"
    page = client.search_experiments(filter_string=matching, max_results=3, order_by=["name DESC"])
    check.equal("first page", [e.experiment_id for e in page], [ids[4], ids[3], ids[2]])
    rest = client.search_experiments(
        filter_string=matching, max_results=3, order_by=["name DESC"], page_token=page.token
    )
    check.equal("second page", [e.experiment_id for e in rest], [ids[1], ids[0]])
    by_tag = client.search_experiments(filter_string=f"tags.team = 'ops' and name = '{name} renamed'")
    check.equal("by tag", [e.experiment_id for e in by_tag], [made])
    client.delete_experiment(ids[0])
    deleted = client.search_experiments(view_type=ViewType.DELETED_ONLY, filter_string=matching)
    check.equal("in the trash", [e.experiment_id for e in deleted], [ids[0]])
    check.equal("and not among the active", len(client.search_experiments(filter_string=matching)), 4)
    check.equal("still found by id", client.get_experiment(ids[0]).lifecycle_stage, "deleted")
    check.refused(
        "its name stays taken", "RESOURCE_ALREADY_EXISTS", lambda: client.create_experiment(f"page 0 {stamp}")
    )


def delete_and_restore(check):
    client = MlflowClient()
    where = experiment("trash")
    with mlflow.start_run() as run:
        mlflow.log_metric("m", 1)
    id = run.info.run_id
    client.delete_run(id)
    client.delete_run(id)
    check.equal("deleted", client.get_run(id).info.lifecycle_stage, "deleted")
    check.equal("not found among the active", list(client.search_runs([where])), [])
    found = client.search_runs([where], run_view_type=ViewType.DELETED_ONLY)
    check.equal("found in the trash", [r.info.run_id for r in found], [id])
    check.refused(
        "a write into the trash", "INVALID_PARAMETER_VALUE", lambda: client.log_metric(id, "m", 2)
    )
    client.restore_run(id)
    client.log_metric(id, "m", 3, step=1)
    check.equal("restored, and logged to", client.get_run(id).data.metrics["m"], 3.0)
    check.refused("an unknown run", "RESOURCE_DOES_NOT_EXIST", lambda: client.delete_run("0" * 32))

    client.delete_experiment(where)
    check.equal("its runs go with it", client.get_run(id).info.lifecycle_stage, "deleted")
    try:
        client.create_run(where)
        check.that("a run in a deleted experiment was not refused", False)
    except MlflowException as error:
        check.that(f"a run in a deleted experiment: {error}", "active" in error.message)
    client.restore_experiment(where)
    check.equal("and come back with it", client.get_run(id).info.lifecycle_stage, "active")
