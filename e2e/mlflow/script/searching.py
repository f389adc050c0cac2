import mlflow
from lifecycle import experiment
from mlflow import MlflowClient


def nested(check):
    client = MlflowClient()
    where = experiment("nested")
    with mlflow.start_run(run_name="parent") as parent:
        for n in range(3):
            with mlflow.start_run(run_name=f"child {n}", nested=True) as child:
                mlflow.log_metric("score", n)
                with mlflow.start_run(run_name=f"grandchild {n}", nested=True) as grandchild:
                    mlflow.log_param("deep", "yes")
    children = client.search_runs(
        [where], f"tags.mlflow.parentRunId = '{parent.info.run_id}'", order_by=["metrics.score DESC"]
    )
    check.equal("children, by score", [r.info.run_name for r in children], ["child 2", "child 1", "child 0"])
    check.equal(
        "a grandchild's parent",
        client.get_parent_run(grandchild.info.run_id).info.run_id,
        child.info.run_id,
    )
    check.equal("the parent has none", client.get_parent_run(parent.info.run_id), None)


def runs(check):
    client = MlflowClient()
    where = experiment("search")
    ids = []
    for n in range(8):
        with mlflow.start_run(run_name=f"run {n}") as run:
            ids.append(run.info.run_id)
            mlflow.log_params({"n": n, "model": "linear" if n % 2 else "Tree", "opt.name": "adam"})
            mlflow.log_metric("acc", n / 10)
            mlflow.log_metric("val loss", 1 - n / 10)
            mlflow.set_tags({"my tag": f"value {n}", "owner": "o'hara" if n == 3 else "ann"})
            if n == 5:
                mlflow.log_metric("rare", float("nan"))

    def found(text, order_by=("metrics.acc ASC",)):
        return [ids.index(r.info.run_id) for r in client.search_runs([where], text, order_by=list(order_by))]

    check.equal("everything", found(""), list(range(8)))
    check.equal("a metric", found("metrics.acc > 0.45"), [5, 6, 7])
    check.equal("a metric in backticks", found("metrics.`val loss` <= 0.4"), [6, 7])
    check.equal("a param", found("params.model = 'Tree'"), [0, 2, 4, 6])
    check.equal("ILIKE", found("params.model ILIKE 't%'"), [0, 2, 4, 6])
    check.equal("LIKE knows case", found("params.model LIKE 't%'"), [])
    check.equal("a dotted key", found('params."opt.name" = "adam" and metrics.acc = 0.2'), [2])
    check.equal("a tag with a space", found("tags.`my tag` = 'value 4'"), [4])
    check.equal("a quote", found('tags.owner = "o\'hara"'), [3])
    check.equal("!= needs the key", found("metrics.rare != 1"), [5])
    check.equal("NaN is not below", found("metrics.rare < 1"), [])
    check.equal("several", found("metrics.acc >= 0.2 AND metrics.acc < 0.6 and params.model != 'Tree'"), [3, 5])
    check.equal("by name", found("attributes.run_name = 'run 6'"), [6])
    check.equal("by status", found("status = 'FINISHED' and metrics.acc > 0.65"), [7])
    check.equal("by ids", found(f"attributes.run_id IN ('{ids[1]}', '{ids[2]}')"), [1, 2])
    check.equal("by start", found("start_time > 0 and metrics.acc < 0.05"), [0])
    check.equal("descending", found("params.model = 'linear'", ["metrics.acc DESC"]), [7, 5, 3, 1])
    check.equal("by a param, as text", found("metrics.acc < 0.3", ["params.n DESC"]), [2, 1, 0])
    check.equal("the last first", found("", ["start_time DESC"]), list(reversed(range(8))))
    check.equal("missing values last", found("", ["metrics.rare ASC", "metrics.acc DESC"])[0], 5)

    pages, token = [], None
    while True:
        page = client.search_runs([where], "", order_by=["metrics.acc ASC"], max_results=3, page_token=token)
        pages.append([ids.index(r.info.run_id) for r in page])
        token = page.token
        if not token:
            break
    check.equal("pages", [p for p in pages if p], [[0, 1, 2], [3, 4, 5], [6, 7]])
    frame = mlflow.search_runs(
        experiment_ids=[where], filter_string="metrics.acc > 0.55", order_by=["metrics.acc DESC"]
    )
    check.equal("as a data frame", list(frame["metrics.acc"]), [0.7, 0.6])
    check.equal("with params", list(frame["params.n"]), ["7", "6"])
    check.equal("no experiments", list(client.search_runs([])), [])
