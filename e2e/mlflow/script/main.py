"""
What an ordinary training script does with MLflow, with the unmodified client, asserted. Run by e2e/mlflow/run.ts with the
policy of the installation: under `open` everything is as MLflow has it, under `team` Production is guarded.
"""

import os
import sys
import warnings

import mlflow

warnings.simplefilter("ignore")

import artifacts
import guards
import lifecycle
import logging_exactly
import models
import registry
import searching
import training
from checks import all_held, section

major = int(mlflow.__version__.split(".")[0])

if sys.argv[1] == "open":
    section("experiments", lifecycle.experiments)
    section("logging, exactly", logging_exactly.values)
    section("metric history", logging_exactly.history)
    section("what is refused", logging_exactly.refusals)
    section("datasets", logging_exactly.datasets)
    section("nested runs", searching.nested)
    section("search of runs", searching.runs)
    section("artifacts", artifacts.files)
    section("artifact names and folders", artifacts.names)
    section("autolog", training.autolog)
    section("log, register, load, predict", training.model_round_trip)
    section("registered models", registry.models)
    section("versions, stages, aliases", registry.versions)
    section("search of the registry", registry.search)
    if major >= 3:
        section("logged models", models.logged_models)
    section("delete and restore", lifecycle.delete_and_restore)
    if "SLIPWAY_ENGINEER" in os.environ:
        section("policy alone, by gates", guards.alone)
else:
    section("policy team, the default", guards.team)

sys.exit(0 if all_held() else 1)
