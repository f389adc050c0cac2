import mlflow
import numpy as np
from lifecycle import experiment, stamp
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

features, labels = load_iris(return_X_y=True, as_frame=True)
major = int(mlflow.__version__.split(".")[0])


def log_model(model, name, **more):
    """Clients before 3 call the name `artifact_path`."""
    return mlflow.sklearn.log_model(model, **{"name" if major >= 3 else "artifact_path": name}, **more)


def autolog(check):
    client = MlflowClient()
    where = experiment("autolog")
    mlflow.sklearn.autolog(log_datasets=True, silent=True)
    try:
        with mlflow.start_run() as run:
            model = RandomForestClassifier(n_estimators=5, max_depth=3, random_state=1).fit(features, labels)
            score = model.score(features, labels)
        logged = client.get_run(run.info.run_id)
        check.equal("a param", logged.data.params["n_estimators"], "5")
        check.equal("the score", logged.data.metrics["training_score"], score)
        check.that("the dataset", any(i.dataset.name == "dataset" for i in logged.inputs.dataset_inputs))
        loaded = mlflow.sklearn.load_model(f"runs:/{run.info.run_id}/model")
        check.that("the model", (loaded.predict(features) == model.predict(features)).all())
        check.that("its estimator's name", logged.data.tags["estimator_name"] == "RandomForestClassifier")
        with mlflow.start_run() as sweep:
            GridSearchCV(LogisticRegression(max_iter=200), {"C": [0.1, 1.0]}, cv=2).fit(features, labels)
        children = client.search_runs([where], f"tags.mlflow.parentRunId = '{sweep.info.run_id}'")
        check.equal("a search's children", sorted(r.data.params["C"] for r in children), ["0.1", "1.0"])
        files = [f.path for f in client.list_artifacts(sweep.info.run_id)]
        check.that(f"its results: {files}", "cv_results.csv" in files)
    finally:
        mlflow.sklearn.autolog(disable=True)


def model_round_trip(check):
    client = MlflowClient()
    experiment("round trip")
    name = f"iris {stamp}"
    model = LogisticRegression(max_iter=300).fit(features, labels)
    wanted = model.predict(features)
    signature = infer_signature(features, wanted)
    with mlflow.start_run() as run:
        mlflow.log_metric("acc", model.score(features, labels))
        info = log_model(
            model, "model", signature=signature, input_example=features.head(2), registered_model_name=name
        )
    check.equal("registered as version 1", int(info.registered_model_version), 1)
    client.set_registered_model_alias(name, "champion", "1")
    client.transition_model_version_stage(name, "1", "Staging")
    for uri in [
        f"models:/{name}@champion",
        f"models:/{name}/1",
        f"models:/{name}/Staging",
        f"runs:/{run.info.run_id}/model",
        info.model_uri,
    ]:
        loaded = mlflow.pyfunc.load_model(uri)
        check.that(f"predicts the same from {uri.split('/')[0]}", (loaded.predict(features) == wanted).all())
    check.that("the signature", mlflow.models.get_model_info(f"models:/{name}/1").signature == signature)
    native = mlflow.sklearn.load_model(f"models:/{name}/latest")
    check.that("the newest, as scikit-learn's", np.array_equal(native.coef_, model.coef_))
    version = client.get_model_version(name, "1")
    check.equal("its run", version.run_id, run.info.run_id)
    uri = client.get_model_version_download_uri(name, "1")
    check.that(f"its download URI: {uri}", uri.startswith("mlflow-artifacts:/"))

    again = mlflow.register_model(f"runs:/{run.info.run_id}/model", name, tags={"by": "hand"})
    check.equal("registered from its run", int(again.version), 2)
    check.equal("with tags", again.tags, {"by": "hand"})
    loaded = mlflow.pyfunc.load_model(f"models:/{name}/2")
    check.that("and predicts the same", (loaded.predict(features) == wanted).all())
    client.delete_registered_model(name)
