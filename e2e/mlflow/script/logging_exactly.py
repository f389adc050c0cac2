import json
import math

import mlflow
import numpy as np
import pandas as pd
from lifecycle import experiment
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag


def values(check):
    client = MlflowClient()
    experiment("exact")
    long = "ä" * 6000
    with mlflow.start_run(run_name="exact ✓") as run:
        mlflow.log_params({"lr": 0.1, "größe": "groß", "batch/size": 32, "none": None, "empty": ""})
        mlflow.log_param("long", long)
        mlflow.log_param("lr", 0.1)  # again, the same: no error
        mlflow.log_metric("nan", float("nan"))
        mlflow.log_metric("inf", float("inf"))
        mlflow.log_metric("minus inf", float("-inf"))
        mlflow.log_metric("точность", 0.1 + 0.2)
        mlflow.log_metric("zero", 0.0)
        mlflow.log_metric("tiny", 5e-324)
        mlflow.log_metric("huge", -1.7976931348623157e308)
        mlflow.log_metric("from numpy", np.float64(1 / 3))
        mlflow.log_metric("after nan", float("nan"), step=1)
        mlflow.log_metric("after nan", 2.0, step=2)
        mlflow.set_tags({"a tag": "v", "emoji": "🚀", "mlflow.note.content": "# Notes\n<b>x</b>"})
        mlflow.set_tag("long tag", "t" * 5000)
    data = client.get_run(run.info.run_id).data
    check.equal("a float param", data.params["lr"], "0.1")
    check.equal("a Unicode param", data.params["größe"], "groß")
    check.equal("a key with a slash", data.params["batch/size"], "32")
    check.equal("None as text", data.params["none"], "None")
    check.equal("an empty param", data.params["empty"], "")
    check.equal("a param of 6000 characters", data.params["long"], long)
    check.equal("NaN", data.metrics["nan"], float("nan"))
    check.equal("Infinity", data.metrics["inf"], math.inf)
    check.equal("-Infinity", data.metrics["minus inf"], -math.inf)
    check.equal("a Unicode metric, every bit", data.metrics["точность"], 0.1 + 0.2)
    check.equal("zero", data.metrics["zero"], 0.0)
    check.equal("the smallest double", data.metrics["tiny"], 5e-324)
    check.equal("the largest double", data.metrics["huge"], -1.7976931348623157e308)
    check.equal("a third", data.metrics["from numpy"], 1 / 3)
    check.equal("a number after NaN", data.metrics["after nan"], 2.0)
    check.equal("a tag", data.tags["a tag"], "v")
    check.equal("an emoji", data.tags["emoji"], "🚀")
    check.equal("markdown, untouched", data.tags["mlflow.note.content"], "# Notes\n<b>x</b>")
    check.equal("a tag of 5000 characters", len(data.tags["long tag"]), 5000)
    check.equal("the name", client.get_run(run.info.run_id).info.run_name, "exact ✓")
    check.equal("finished", client.get_run(run.info.run_id).info.status, "FINISHED")
    check.that("a system tag", data.tags["mlflow.source.type"] == "LOCAL")

    client.delete_tag(run.info.run_id, "a tag")
    check.that("a deleted tag", "a tag" not in client.get_run(run.info.run_id).data.tags)
    client.set_tag(run.info.run_id, "mlflow.runName", "renamed")
    check.equal("renamed by its tag", client.get_run(run.info.run_id).info.run_name, "renamed")
    client.update_run(run.info.run_id, name="again", status="KILLED")
    check.equal("renamed by update", client.get_run(run.info.run_id).data.tags["mlflow.runName"], "again")
    check.equal("its status", client.get_run(run.info.run_id).info.status, "KILLED")
    with mlflow.start_run(run_id=run.info.run_id):
        check.equal("resumed", client.get_run(run.info.run_id).info.status, "RUNNING")

    try:
        with mlflow.start_run() as failing:
            raise ValueError("as a script that breaks")
    except ValueError:
        check.equal("failed", client.get_run(failing.info.run_id).info.status, "FAILED")


def history(check):
    client = MlflowClient()
    experiment("history")
    with mlflow.start_run() as run:
        id = run.info.run_id
        for step in range(20):
            mlflow.log_metric("loss", 1 / (step + 1), step=step)
        mlflow.log_metric("negative", 1.5, step=-7)
        mlflow.log_metric("wide", 2.5, step=2**53 + 1)
        mlflow.log_metric("wide", 3.5, step=2**63 - 1)
        client.log_metric(id, "old", 1.0, timestamp=0, step=0)
        for value in [1.0, float("nan"), math.inf]:
            mlflow.log_metric("odd", value, step=0)
        many = [Metric("many", math.sin(n), 1_700_000_000_000 + n, n) for n in range(2500)]
        for start in range(0, 2500, 1000):
            client.log_batch(id, metrics=many[start : start + 1000])
        client.log_batch(id, metrics=many[:1000])  # a retry: nothing twice
        client.log_batch(
            id, params=[Param("p", "1")], metrics=[Metric("m", 1, 1, 1)], tags=[RunTag("t", "1")]
        )
        mlflow.log_metrics({"a": 1.0, "b": 2.0}, step=3)
    loss = client.get_metric_history(id, "loss")
    check.equal("its steps", [m.step for m in loss], list(range(20)))
    check.equal("its values", [m.value for m in loss], [1 / (step + 1) for step in range(20)])
    check.equal("a negative step", [m.step for m in client.get_metric_history(id, "negative")], [-7])
    wide = client.get_metric_history(id, "wide")
    check.equal("64-bit steps", sorted(m.step for m in wide), [2**53 + 1, 2**63 - 1])
    check.equal("the latest by step", client.get_run(id).data.metrics["wide"], 3.5)
    check.equal("timestamp 0", [m.timestamp for m in client.get_metric_history(id, "old")], [0])
    odd = [m.value for m in client.get_metric_history(id, "odd")]
    check.that(f"NaN and Infinity in a history: {odd}", len(odd) == 3 and math.inf in odd)
    got = client.get_metric_history(id, "many")
    check.equal("2500 points, logged partly twice", len(got), 2500)
    check.equal("every value", [m.value for m in got], [m.value for m in many])
    check.equal("every timestamp", [m.timestamp for m in got], [m.timestamp for m in many])
    check.equal("an unknown metric", list(client.get_metric_history(id, "nothing")), [])
    data = client.get_run(id).data
    check.equal("a batch's param and tag", (data.params["p"], data.tags["t"]), ("1", "1"))
    check.equal("log_metrics", (data.metrics["a"], data.metrics["b"]), (1.0, 2.0))


def refusals(check):
    client = MlflowClient()
    where = experiment("refused")
    with mlflow.start_run() as run:
        id = run.info.run_id
        mlflow.log_param("p", "1")
        check.refused("a param that changes", "INVALID_PARAMETER_VALUE", lambda: mlflow.log_param("p", "2"))
        check.refused(
            "a param that changes, in a batch",
            "INVALID_PARAMETER_VALUE",
            lambda: client.log_batch(id, params=[Param("p", "3"), Param("q", "1")]),
        )
        check.that("nothing of that batch is there", "q" not in client.get_run(id).data.params)
        check.refused(
            "a key that climbs", "INVALID_PARAMETER_VALUE", lambda: client.log_metric(id, "../up", 1.0)
        )
    check.refused("an unknown run", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_run("f" * 32))
    for text in ["metrics.a >", "nope.x = 1", "params.x = 1 OR", "tags.a = 'x", "'; DROP TABLE run; --"]:
        check.refused(
            f"the filter {text}", "INVALID_PARAMETER_VALUE", lambda: client.search_runs([where], text)
        )
    check.refused(
        "an order of nothing",
        "INVALID_PARAMETER_VALUE",
        lambda: client.search_runs([where], order_by=["1; DROP TABLE run"]),
    )


def datasets(check):
    client = MlflowClient()
    where = experiment("datasets")
    frame = pd.DataFrame({"x": [1.0, 2.0, 3.0], "wörd": ["a", "b", "ç"], "y": [0, 1, 1]})
    train = mlflow.data.from_pandas(frame, source="https://example.org/train.csv", name="points", targets="y")
    with mlflow.start_run() as run:
        mlflow.log_input(train, context="training")
        mlflow.log_input(train, context="training")
        mlflow.log_input(mlflow.data.from_numpy(np.ones((2, 2)), name="ones"), context="eval")
    inputs = client.get_run(run.info.run_id).inputs.dataset_inputs
    check.equal("each once", sorted(i.dataset.name for i in inputs), ["ones", "points"])
    points = next(i for i in inputs if i.dataset.name == "points")
    check.equal("its digest", points.dataset.digest, train.digest)
    columns = [column["name"] for column in json.loads(points.dataset.schema)["mlflow_colspec"]]
    check.equal("its schema", columns, ["x", "wörd", "y"])
    check.that("its profile", '"num_rows": 3' in points.dataset.profile)
    check.equal("its context", [(t.key, t.value) for t in points.tags], [("mlflow.data.context", "training")])
    found = client.search_runs([where], "datasets.name = 'points' and dataset.context = 'training'")
    check.equal("found by its dataset", [r.info.run_id for r in found], [run.info.run_id])
    check.equal("not by another", list(client.search_runs([where], "datasets.name = 'lines'")), [])
    source = mlflow.data.get_source(points.dataset)
    check.equal("its source", source.url, "https://example.org/train.csv")
