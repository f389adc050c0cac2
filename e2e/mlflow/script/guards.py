"""What policies say to an unmodified client. Asking and approving go by Slipway's own API, as the refusals tell."""

import json
import os
import re
from urllib.parse import quote

import mlflow
import requests
from lifecycle import experiment, stamp
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository
from registry import source

address = os.environ["MLFLOW_TRACKING_URI"]


def as_page(cookie, method, path, body):
    """Sends what one of Slipway's pages would, in somebody's session: the engineer's who logs here, or the approver's."""
    headers = {"Cookie": os.environ[cookie], "Origin": address}
    answer = requests.request(method, address + path, json=body, headers=headers, timeout=10)
    assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


def set_policy(name, guards):
    body = {"policy": {"guards": guards}, "reason": "a test"}
    as_page("SLIPWAY_ENGINEER", "PUT", f"/api/models/{quote(name)}/policy", body)


def ask(message, reason):
    """Does what the refusal says: the call that it names, with a reason."""
    path, body = re.search(r"POST (/api/\S+) with (\{.*\})", message).groups()
    headers = {"Authorization": f"Bearer {os.environ['MLFLOW_TRACKING_TOKEN']}"}
    answer = requests.post(address + path, json={**json.loads(body), "reason": reason}, headers=headers, timeout=10)
    assert answer.status_code == 201, f"POST {path}: {answer.status_code} {answer.text}"
    return answer.json()


def approve(request):
    body = {"decision": "approve", "comment": "seen", "revision": request["revision"]}
    return as_page("SLIPWAY_APPROVER", "POST", f"/api/requests/{request['id']}/decisions", body)


def message_of(act):
    try:
        act()
    except MlflowException as error:
        return error.message
    return "it was not refused"


def state_of(name):
    """All that a client sees of a model's versions: what is refused must leave it as it was."""
    client = MlflowClient()
    versions = client.search_model_versions(f"name = '{name}'", order_by=["version_number ASC"])
    seen = [(int(v.version), v.current_stage, v.last_updated_timestamp, v.description) for v in versions]
    return seen, dict(client.get_registered_model(name).aliases)


def unchanged(check, what, name, code, act, words=()):
    before = state_of(name)
    check.refused(what, code, act, words)
    check.equal(f"{what}: nothing has changed", state_of(name), before)


def cannot_write(check, what, act):
    """Files go past the client's own exceptions, in `requests`' words."""
    try:
        act()
    except (requests.HTTPError, MlflowException) as error:
        check.that(f"{what}: {error}", "409" in str(error) or "RESOURCE_CONFLICT" in str(error))
    else:
        check.that(f"{what}: it was not refused", False)


def team(check):
    client = MlflowClient()
    experiment("guarded")
    name = f"guarded {stamp}"
    page = f"{address}/models/{quote(name)}/1"
    client.create_registered_model(name)
    run, uri = source()
    for _ in range(2):
        client.create_model_version(name, uri, run_id=run)
    stage = client.transition_model_version_stage
    for to in ["staging", "ARCHIVED", "none", "Staging", "Archived", "None", "STAGING"]:
        check.equal(f"open: {to}", stage(name, "1", to).current_stage, to.capitalize())
    for to in ["Production", "production", "PRODUCTION"]:
        words = ["guarded", page, f"POST /api/models/{quote(name)}/versions/1/requests"]
        unchanged(check, to, name, "PERMISSION_DENIED", lambda: stage(name, "1", to), words)
    archiving = lambda: stage(name, "1", "Production", archive_existing_versions=True)
    unchanged(check, "archiving what is there", name, "PERMISSION_DENIED", archiving, ["guarded"])

    request = ask(message_of(lambda: stage(name, "1", "Production")), "it is better")
    check.equal("asked for", (request["status"], request["to"], request["from"]), ("open", "Production", "Staging"))
    unchanged(check, "while it is asked for", name, "PERMISSION_DENIED", lambda: stage(name, "1", "Production"))
    deletes = lambda: client.delete_model_version(name, "1")
    unchanged(check, "deleting what is asked for", name, "RESOURCE_CONFLICT", deletes, ["open request"])
    cannot_write(check, "a file of what is asked for", lambda: client.log_text(run, "other", "model/MLmodel"))
    check.equal("approved", approve(request)["status"], "applied")
    check.equal("in Production", client.get_model_version(name, "1").current_stage, "Production")
    latest = client.get_latest_versions(name, stages=["Production"])
    check.equal("and the newest there", [int(v.version) for v in latest], [1])
    approved(check, client, name, run, uri)


def approved(check, client, name, run, uri):
    """Version 1 stands in Production: there is no way around the policy."""
    stage = client.transition_model_version_stage
    denied = "PERMISSION_DENIED"
    for to in ["Staging", "archived", "None"]:
        unchanged(check, f"leaving for {to}", name, denied, lambda: stage(name, "1", to), ["guarded"])
    unchanged(check, "another one", name, denied, lambda: stage(name, "2", "Production"), ["/2"])
    unchanged(check, "deleting the version", name, denied, lambda: client.delete_model_version(name, "1"), ["guarded"])
    unchanged(check, "deleting the model", name, denied, lambda: client.delete_registered_model(name), ["guarded"])
    renames = lambda: client.rename_registered_model(name, f"{name} anew")
    unchanged(check, "renaming the model", name, denied, renames, ["guarded"])

    cannot_write(check, "another file of that name", lambda: client.log_text(run, "other", "model/MLmodel"))
    cannot_write(check, "one more file", lambda: client.log_text(run, "more", "model/more/weights"))
    repo = get_artifact_repository(uri)
    cannot_write(check, "a file deleted", lambda: repo.delete_artifacts("MLmodel"))
    cannot_write(check, "the folder deleted", lambda: repo.delete_artifacts(None))
    check.equal("its file", mlflow.artifacts.load_text(f"runs:/{run}/model/MLmodel"), "weights")
    check.equal("its files", [f.path for f in client.list_artifacts(run, "model")], ["model/MLmodel"])
    client.log_text(run, "free", "notes/beside.txt")

    client.set_registered_model_alias(name, "champion", "1")
    client.set_registered_model_alias(name, "candidate", "1")
    set_policy(name, {"Production": {"approvals": 1, "aliases": ["champion"]}})
    moves = lambda: client.set_registered_model_alias(name, "champion", "2")
    unchanged(check, "a tied alias pointed elsewhere", name, denied, moves, ["champion", "tied to Production"])
    drops = lambda: client.delete_registered_model_alias(name, "champion")
    unchanged(check, "a tied alias deleted", name, denied, drops, ["tied to Production"])
    client.set_registered_model_alias(name, "candidate", "2")
    second = ask(message_of(lambda: stage(name, "2", "Production")), "better still")
    approve(second)
    aliases = {k: int(v) for k, v in client.get_registered_model(name).aliases.items()}
    check.equal("the tied one went with it", aliases, {"champion": 2, "candidate": 2})
    check.equal("who stood there", client.get_model_version(name, "1").current_stage, "Archived")
    client.set_model_version_tag(name, "2", "seen", "yes")
    client.update_model_version(name, "2", description="in use")
    check.equal("what stays free", client.get_model_version(name, "2").description, "in use")


def alone(check):
    client = MlflowClient()
    experiment("alone")
    name = f"alone {stamp}"
    client.create_registered_model(name)
    gate = {"kind": "bound", "metric": "acc", "better": "higher", "bound": 0.9}
    set_policy(name, {"Production": {"approvals": 0, "gates": [gate]}})
    for value in [0.95, 0.5, None, float("nan"), 0.97]:
        run, uri = source()
        if value is not None:
            client.log_metric(run, "acc", value)
        client.create_model_version(name, uri, run_id=run)
    stage = client.transition_model_version_stage
    check.equal("at once, where the gate passes", stage(name, "1", "production").current_stage, "Production")
    for version, word in [("2", "failed"), ("3", "unknown"), ("4", "unknown")]:
        enters = lambda: stage(name, version, "Production")
        words = [f"acc is {word}", f"{address}/models/{quote(name)}/{version}"]
        unchanged(check, f"a gate that is {word}, version {version}", name, "PERMISSION_DENIED", enters, words)
        check.equal("Staging is open to it", stage(name, version, "Staging").current_stage, "Staging")
    check.equal("the next one that passes", stage(name, "5", "Production").current_stage, "Production")
    check.equal("one Production", client.get_model_version(name, "1").current_stage, "Archived")
    check.equal("and out again", stage(name, "5", "Archived").current_stage, "Archived")
