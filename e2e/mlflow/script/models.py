import mlflow
from lifecycle import experiment
from mlflow import MlflowClient
from sklearn.linear_model import LogisticRegression
from training import features, labels, log_model


def logged_models(check):
    client = MlflowClient()
    where = experiment("logged models")
    made = []
    for strength in (0.01, 1.0):
        with mlflow.start_run() as run:
            model = LogisticRegression(C=strength, max_iter=300).fit(features, labels)
            mlflow.log_metric("before", strength)
            info = log_model(model, "candidate", params={"C": strength}, tags={"kind": "linear"})
            mlflow.log_metric("acc", model.score(features, labels), model_id=info.model_id)
            made.append((run.info.run_id, info.model_id, model))
    run_id, model_id, model = made[1]
    logged = mlflow.get_logged_model(model_id)
    check.equal("its name", logged.name, "candidate")
    check.equal("ready", str(logged.status), "READY")
    check.equal("its run", logged.source_run_id, run_id)
    check.equal("its params", logged.params["C"], "1.0")
    check.equal("its tags", logged.tags["kind"], "linear")
    metrics = {m.key: m.value for m in logged.metrics}
    check.equal("its metrics", metrics["acc"], model.score(features, labels))
    loaded = mlflow.pyfunc.load_model(f"models:/{model_id}")
    check.that("loads by id", (loaded.predict(features) == model.predict(features)).all())
    outputs = client.get_run(run_id).outputs.model_outputs
    check.equal("its run's outputs", [o.model_id for o in outputs], [model_id])
    check.that("its folder", "MLmodel" in [f.path for f in client.list_logged_model_artifacts(model_id)])

    found = client.search_logged_models([where], order_by=[{"field_name": "metrics.acc", "ascending": False}])
    check.equal("all, the best first", found[0].model_id, max(made, key=lambda m: m[2].score(features, labels))[1])
    found = client.search_logged_models([where], filter_string="params.C = '0.01'")
    check.equal("by a param", [m.model_id for m in found], [made[0][1]])
    found = client.search_logged_models([where], filter_string=f"source_run_id = '{run_id}'")
    check.equal("by run", [m.model_id for m in found], [model_id])

    client.set_logged_model_tags(model_id, {"seen": "yes"})
    client.delete_logged_model_tag(model_id, "kind")
    tags = mlflow.get_logged_model(model_id).tags
    check.that("tags set and deleted", tags.get("seen") == "yes" and "kind" not in tags)
    version = mlflow.register_model(f"models:/{model_id}", f"from logged {model_id}")
    check.equal("registered by id", (version.source, version.run_id), (f"models:/{model_id}", run_id))
    loaded = mlflow.pyfunc.load_model(f"models:/{version.name}/{version.version}")
    check.that("and loads", (loaded.predict(features) == model.predict(features)).all())
    client.delete_registered_model(version.name)

    pending = mlflow.initialize_logged_model("slow", model_type="agent")
    check.equal("pending", str(pending.status), "PENDING")
    mlflow.finalize_logged_model(pending.model_id, "FAILED")
    check.equal("failed", str(mlflow.get_logged_model(pending.model_id).status), "FAILED")
    client.delete_logged_model(pending.model_id)
    check.refused(
        "deleted", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_logged_model(pending.model_id)
    )
