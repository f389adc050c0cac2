import hashlib
import json
import os
import tempfile

import mlflow
import numpy as np
from lifecycle import experiment
from mlflow import MlflowClient
from mlflow.artifacts import download_artifacts, list_artifacts
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository


def names_in(run, folder=None):
    return [file.path for file in list_artifacts(run_id=run, artifact_path=folder)]


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def files(check):
    client = MlflowClient()
    experiment("artifacts")
    with tempfile.TemporaryDirectory() as work, mlflow.start_run() as run:
        id = run.info.run_id
        big = os.path.join(work, "big.bin")
        with open(big, "wb") as file:
            file.write(os.urandom(24 * 1024 * 1024))
        empty = os.path.join(work, "empty.txt")
        open(empty, "w").close()
        mlflow.log_artifact(big, "data")
        mlflow.log_artifact(empty)
        mlflow.log_text("one\ntwo\n", "notes/read me.txt")
        mlflow.log_dict({"a": [1, 2, {"b": "ü"}]}, "config.json")
        mlflow.log_dict({"a": 1}, "config.yaml")
        mlflow.log_table({"x": [1, 2], "y": ["a", "b"]}, "table.json")
        mlflow.log_table({"x": [3], "y": ["c"]}, "table.json")  # reads it, adds, writes it again
        pixels = (np.arange(300).reshape(10, 10, 3) % 255).astype(np.uint8)
        mlflow.log_image(pixels, "pixels.png")
        mlflow.log_image(pixels, key="stepped", step=3)

        got = download_artifacts(run_id=id, artifact_path="data/big.bin", dst_path=work + "/down")
        check.equal("24 MB, every byte", digest(got), digest(big))
        sizes = {f.path: f.file_size for f in list_artifacts(run_id=id, artifact_path="data")}
        check.equal("its size in the list", sizes, {"data/big.bin": 24 * 1024 * 1024})
        got = download_artifacts(run_id=id, artifact_path="empty.txt", dst_path=work + "/down")
        check.equal("an empty file", os.path.getsize(got), 0)
        check.equal("text", mlflow.artifacts.load_text(f"runs:/{id}/notes/read me.txt"), "one\ntwo\n")
        check.equal(
            "JSON", mlflow.artifacts.load_dict(f"runs:/{id}/config.json"), {"a": [1, 2, {"b": "ü"}]}
        )
        table = mlflow.load_table("table.json", run_ids=[id])
        check.equal("a table, added to", list(table["x"]), [1, 2, 3])
        image = mlflow.artifacts.load_image(f"runs:/{id}/pixels.png")
        check.that("an image, every pixel", np.array_equal(np.asarray(image), pixels))
        stepped = names_in(id, "images")
        check.equal("an image of a step: PNG and its small WebP", len(stepped), 2)
        whole = download_artifacts(run_id=id, dst_path=work + "/all")
        found = sorted(os.path.join(d, f)[len(whole) :].lstrip("/") for d, _, fs in os.walk(whole) for f in fs)
        check.equal("the whole folder", len(found), 9)
        check.that("with its folders", "notes/read me.txt" in found and "data/big.bin" in found)
        check.equal("the images by their names", sorted(f for f in found if f.startswith("images/")), sorted(stepped))

        mlflow.log_text("other", "notes/read me.txt")
        check.equal("written again", mlflow.artifacts.load_text(f"runs:/{id}/notes/read me.txt"), "other")
        repo = get_artifact_repository(client.get_run(id).info.artifact_uri)
        repo.delete_artifacts("notes/read me.txt")
        check.equal("a file deleted", names_in(id, "notes"), [])
        repo.delete_artifacts("images")
        check.that("a folder deleted", "images" not in names_in(id))
        tags = client.get_run(id).data.tags
        check.that("the tag of tables", json.loads(tags["mlflow.loggedArtifacts"])[0]["path"] == "table.json")


def names(check):
    experiment("artifact names")
    with tempfile.TemporaryDirectory() as work, mlflow.start_run() as run:
        id = run.info.run_id
        wanted = [
            "ünï côdé.txt",
            "実験/結果.csv",
            "deep/er/and/deeper/x.txt",
            "with + plus & and = signs.txt",
            "100%.txt",
            "quote's.txt",
            "ｅ\u0301 combining.txt",
            ".hidden",
            "no extension",
        ]
        for name in wanted:
            path = os.path.join(work, "tree", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(name)
        mlflow.log_artifacts(os.path.join(work, "tree"), "tree")
        down = download_artifacts(run_id=id, artifact_path="tree", dst_path=os.path.join(work, "down"))
        got = sorted(os.path.relpath(os.path.join(d, f), down) for d, _, fs in os.walk(down) for f in fs)
        check.equal("every name came back", got, sorted(wanted))
        for name in wanted:
            with open(os.path.join(down, name)) as file:
                check.equal(f"what {name} holds", file.read(), name)
        check.equal("one folder", names_in(id, "tree/実験"), ["tree/実験/結果.csv"])
        check.equal("a missing folder is empty", names_in(id, "nowhere"), [])
        check.equal("a file lists as empty", names_in(id, "tree/.hidden"), [])
        try:
            download_artifacts(run_id=id, artifact_path="nowhere/file.txt", dst_path=work)
            check.that("a missing file was not refused", False)
        except Exception as error:
            check.that(f"a missing file is missing: {error}", "500" not in str(error))
