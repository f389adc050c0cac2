"""Counts what holds. A section that throws is one failure, and the next one still runs."""

import json
import math
import time
import traceback

from mlflow.exceptions import MlflowException

results = []


class Section:
    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failures = []

    def that(self, what, holds):
        if holds:
            self.passed += 1
        else:
            self.failures.append(what)

    def equal(self, what, got, wanted):
        same = got == wanted or (is_nan(got) and is_nan(wanted))
        self.that(f"{what}: got {got!r:.300}, wanted {wanted!r:.300}", same)

    def refused(self, what, code, act, words=()):
        """The client must throw with this error code and these words, and at once: a 5xx would make it retry for minutes."""
        began = time.time()
        try:
            act()
        except MlflowException as error:
            self.equal(f"{what}: its error code ({error.message:.200})", error.error_code, code)
            for word in words:
                self.that(f"{what}: says {word!r}: {error.message}", word in error.message)
            self.that(f"{what}: it took {time.time() - began:.1f} s", time.time() - began < 5)
        else:
            self.failures.append(f"{what}: it was not refused")


def is_nan(value):
    return isinstance(value, float) and math.isnan(value)


def section(name, body):
    part = Section(name)
    began = time.time()
    try:
        body(part)
    except Exception:
        part.failures.append(traceback.format_exc(limit=-6))
    result = {"section": name, "passed": part.passed, "failures": part.failures}
    results.append({**result, "seconds": round(time.time() - began, 1)})
    print("SECTION " + json.dumps(results[-1]), flush=True)


def all_held():
    return all(not result["failures"] for result in results)
