import mlflow
from lifecycle import experiment, stamp
from mlflow import MlflowClient


def source(text="weights"):
    """A run with one file: what a version can be made of."""
    with mlflow.start_run() as run:
        mlflow.log_text(text, "model/MLmodel")
    return run.info.run_id, f"{run.info.artifact_uri}/model"


def models(check):
    client = MlflowClient()
    name = f"модель {stamp}"
    made = client.create_registered_model(name, tags={"team": "ops"}, description="first")
    check.equal("its description", made.description, "first")
    check.that("its times", 0 < made.creation_timestamp <= made.last_updated_timestamp)
    check.refused("again", "RESOURCE_ALREADY_EXISTS", lambda: client.create_registered_model(name))
    check.refused(
        "a missing one", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(f"none {stamp}")
    )
    for bad in ["", "a/b", "a:b"]:
        check.refused(
            f"the name {bad!r}", "INVALID_PARAMETER_VALUE", lambda: client.create_registered_model(bad)
        )
    client.update_registered_model(name, description="second")
    client.set_registered_model_tag(name, "größe", "x" * 5000)
    client.set_registered_model_tag(name, "gone", "1")
    client.delete_registered_model_tag(name, "gone")
    client.delete_registered_model_tag(name, "gone")
    found = client.get_registered_model(name)
    check.equal("described anew", found.description, "second")
    check.equal("its tags", found.tags, {"team": "ops", "größe": "x" * 5000})
    client.rename_registered_model(name, name + " 2")
    check.equal("renamed", client.get_registered_model(name + " 2").name, name + " 2")
    check.refused("by its old name", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(name))
    check.equal("its tags went with it", client.get_registered_model(name + " 2").tags["team"], "ops")
    client.delete_registered_model(name + " 2")
    check.refused(
        "deleted", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_registered_model(name + " 2")
    )


def versions(check):
    client = MlflowClient()
    experiment("versions")
    name = f"staged {stamp}"
    client.create_registered_model(name)
    run, uri = source()
    made = [client.create_model_version(name, uri, run_id=run, description=f"no {n}") for n in (1, 2, 3)]
    check.equal("numbers", [int(v.version) for v in made], [1, 2, 3])
    check.equal("ready at once", made[0].status, "READY")
    check.equal("its source", made[0].source, uri)
    check.equal("stage None", made[0].current_stage, "None")

    client.create_registered_model(f"far {stamp}")
    far = client.create_model_version(f"far {stamp}", "runs:/run_of_another/model", "run_of_another")
    check.equal("a run of another server", far.run_id, "run_of_another")
    check.equal("its source as it came", far.source, "runs:/run_of_another/model")

    stage = client.transition_model_version_stage
    check.equal("to Production", stage(name, "1", "Production").current_stage, "Production")
    check.equal("in any case", stage(name, "2", "staging").current_stage, "Staging")
    stage(name, "3", "Staging", archive_existing_versions=True)
    check.equal("archived by the one that came", client.get_model_version(name, "2").current_stage, "Archived")
    stage(name, "3", "Production")
    check.equal("one Production", client.get_model_version(name, "1").current_stage, "Archived")
    latest = {v.current_stage: int(v.version) for v in client.get_latest_versions(name)}
    check.equal("the newest of each stage", latest, {"Archived": 2, "Production": 3})
    only = client.get_latest_versions(name, stages=["production"])
    check.equal("of one stage", [int(v.version) for v in only], [3])
    check.refused("an unknown stage", "INVALID_PARAMETER_VALUE", lambda: stage(name, "1", "Prod"))
    check.refused(
        "archiving for Archived",
        "INVALID_PARAMETER_VALUE",
        lambda: stage(name, "1", "Archived", archive_existing_versions=True),
    )
    check.refused("an unknown version", "RESOURCE_DOES_NOT_EXIST", lambda: stage(name, "99", "Staging"))

    client.set_registered_model_alias(name, "champion", "1")
    client.set_registered_model_alias(name, "champion", "2")
    client.set_registered_model_alias(name, "Best_1-x", "2")
    check.equal("an alias moved", int(client.get_model_version_by_alias(name, "champion").version), 2)
    aliases = {k: int(v) for k, v in client.get_registered_model(name).aliases.items()}
    check.equal("both", aliases, {"champion": 2, "Best_1-x": 2})
    check.equal("on the version", sorted(client.get_model_version(name, "2").aliases), ["Best_1-x", "champion"])
    client.delete_registered_model_alias(name, "Best_1-x")
    client.delete_registered_model_alias(name, "Best_1-x")
    for bad in ["latest", "v1", "with space"]:
        check.refused(
            f"the alias {bad}",
            "INVALID_PARAMETER_VALUE",
            lambda: client.set_registered_model_alias(name, bad, "1"),
        )
    check.refused(
        "a missing alias",
        "INVALID_PARAMETER_VALUE",
        lambda: client.get_model_version_by_alias(name, "nobody"),
    )

    client.update_model_version(name, "2", description="better")
    client.set_model_version_tag(name, "2", "k", "v")
    client.set_model_version_tag(name, "2", "gone", "v")
    client.delete_model_version_tag(name, "2", "gone")
    second = client.get_model_version(name, "2")
    check.equal("described and tagged", (second.description, second.tags), ("better", {"k": "v"}))

    copied = client.copy_model_version(f"models:/{name}/2", f"copy {stamp}")
    check.equal("a copy", (copied.name, int(copied.version)), (f"copy {stamp}", 1))
    check.equal("with the same files", client.get_model_version_download_uri(copied.name, "1"), uri)

    client.delete_model_version(name, "2")
    check.refused("deleted", "RESOURCE_DOES_NOT_EXIST", lambda: client.get_model_version(name, "2"))
    check.equal("its alias went with it", dict(client.get_registered_model(name).aliases), {})
    client.delete_model_version(name, "3")
    check.equal(
        "numbers are not given again", int(client.create_model_version(name, uri, run_id=run).version), 4
    )
    for bad in ["/etc/passwd", "file:///etc/passwd", "http://169.254.169.254/x", "s3://bucket/../x"]:
        check.refused(
            f"the source {bad}", "INVALID_PARAMETER_VALUE", lambda: client.create_model_version(name, bad)
        )
    check.equal("a source elsewhere", client.create_model_version(name, "s3://bucket/x").source, "s3://bucket/x")


def search(check):
    client = MlflowClient()
    experiment("registry search")
    run, uri = source()
    names = [f"find {n} {stamp}" for n in range(4)]
    for n, name in enumerate(names):
        client.create_registered_model(name, tags={"size": "big" if n > 1 else "small"})
        for _ in range(n + 1):
            client.create_model_version(name, uri, run_id=run, tags={"n": str(n)})
    like = f"name LIKE 'find % {stamp}'"
    found = [m.name for m in client.search_registered_models(like, order_by=["name DESC"])]
    check.equal("models by name", found, list(reversed(names)))
    found = [m.name for m in client.search_registered_models(f"{like} and tags.size = 'big'")]
    check.equal("and by tag", found, names[2:])
    check.equal(
        "ILIKE", len(client.search_registered_models(f"name ILIKE 'FIND % {stamp}'")), 4
    )
    pages, token = [], None
    while True:
        page = client.search_registered_models(like, max_results=3, page_token=token)
        pages.append([m.name for m in page])
        token = page.token
        if not token:
            break
    check.equal("pages", [p for p in pages if p], [names[:3], names[3:]])
    found = client.search_model_versions(f"name = '{names[3]}'", order_by=["version_number ASC"])
    check.equal("versions of one", [int(v.version) for v in found], [1, 2, 3, 4])
    found = client.search_model_versions(f"run_id = '{run}'")
    check.equal("versions of a run", len(found), 10)
    found = client.search_model_versions(f"run_id = '{run}' and tags.n = '2'")
    check.equal("by tag", {v.name for v in found}, {names[2]})
    found = client.search_model_versions(f"name = '{names[3]}' and version_number > 2")
    check.equal("by number, the last changed first", [int(v.version) for v in found], [4, 3])
    everything = client.search_registered_models()
    check.that("with no filter they are all there", {m.name for m in everything} >= set(names))
    check.refused(
        "a filter of nothing",
        "INVALID_PARAMETER_VALUE",
        lambda: client.search_registered_models("owner = 'x'"),
    )
