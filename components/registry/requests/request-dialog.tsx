"use client";
import { useQuery } from "@tanstack/react-query";
import { api } from "@/components/frame/api";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { GateList } from "@/components/registry/requests/gate-list";
import {
  type GateCheck,
  gateCheckQuery,
  type ListedRequest,
  registryKeys,
  requestUrl,
  versionPath,
} from "@/components/registry/requests/queries";
import { useDraft } from "@/components/registry/requests/use-draft";
import { approvalWords, hoursWords } from "@/components/registry/requests/words";
import { MissingTags } from "@/components/registry/versions/missing-tags";
import { MoveEffect } from "@/components/registry/versions/move-effect";
import { movePreviewQuery } from "@/components/registry/versions/queries";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Part } from "@/components/ui/part";
import { Loading } from "@/components/ui/skeleton";
import { Stage } from "@/components/ui/stage";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import type { Stage as StageName } from "@/lib/core/registry/stages";

type Asked = { model: string; version: number; to: StageName };
type Props = Asked & {
  /** What the fields begin with, of a request that is asked anew. */
  initial?: { reason: string; risk: string; rollbackPlan: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** After it was sent, with what came of it: where nobody has to approve, it is applied already. */
  onDone?: (request: ListedRequest) => void;
};

/** Asks for a move to a stage: what the gates say now, who decides, and why it is wanted. What is typed survives a reload. */
export function RequestDialog({ model, version, to, initial, open, onOpenChange, onDone }: Props) {
  const { data: check, error, refetch } = useQuery({ ...gateCheckQuery(model, version, to), enabled: open });
  const reason = useDraft(`reason ${model} ${version} ${to}`, initial?.reason);
  const risk = useDraft(`risk ${model} ${version} ${to}`, initial?.risk);
  const plan = useDraft(`plan ${model} ${version} ${to}`, initial?.rollbackPlan ?? planFor(check));
  const sending = useAct(registryKeys);
  const atOnce = check?.you.appliesAtOnce === true;
  const effect = useQuery({ ...movePreviewQuery(model, version, to), enabled: open && atOnce });
  const mayAsk = check?.you.mayAsk === true && check.openRequest === null;
  const verb = atOnce ? `Move to ${to}` : `Request ${to}`;

  function submit() {
    if (sending.pending || !mayAsk) return;
    void sending.send(async () => {
      const sent = await api<ListedRequest>(`${versionPath(model, version)}/requests`, {
        body: { to, reason: reason[0], risk: risk[0], rollbackPlan: plan[0] },
      });
      for (const [, , drop] of [reason, risk, plan]) drop();
      toast.done(
        sent.status === "applied"
          ? `Version ${version} moved to ${to}.`
          : `${to} is asked for. ${approvalWords(sent.approvals.needed)}.`,
      );
      onOpenChange(false);
      onDone?.(sent);
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`${verb} for version ${version}`}
      description={model}
      footer={
        <>
          <DialogClose />
          {mayAsk && (
            <Button
              type="submit"
              form="ask"
              variant="primary"
              disabled={reason[0].trim() === "" || (atOnce && effect.data === undefined)}
              pending={sending.pending}
            >
              {verb}
            </Button>
          )}
        </>
      }
    >
      {check === undefined ? (
        error ? (
          <ErrorState what="The gates" error={error} onRetry={refetch} />
        ) : (
          <Loading what="the gates" rows={4} />
        )
      ) : (
        <div className="flex flex-col gap-5">
          <Standing check={check} />
          {mayAsk && atOnce && (
            <Part title="What it does">
              <MoveEffect answer={effect} />
            </Part>
          )}
          {check.gates.length > 0 && (
            <Part title="Gates now">
              <GateList gates={check.gates} />
              <MissingTags model={model} version={version} to={to} />
            </Part>
          )}
          {mayAsk && (
            <form
              id="ask"
              className="flex flex-col gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              <Words label="Reason" draft={reason} error={fieldMessage(sending.error, "/reason")} first />
              <Words label="Risk" draft={risk} error={fieldMessage(sending.error, "/risk")} />
              <Words
                label="Rollback plan"
                draft={plan}
                error={fieldMessage(sending.error, "/rollbackPlan")}
              />
              <Failure error={sending.error} fields={["/reason", "/risk", "/rollbackPlan"]} />
            </form>
          )}
        </div>
      )}
    </Dialog>
  );
}

const planFor = (check: GateCheck | undefined) =>
  check === undefined || check.comparedWith === null || check.to !== "Production"
    ? ""
    : `Roll back to version ${check.comparedWith}, which is in Production now.`;

const hints: Record<string, string> = {
  Reason: "Why it should move. Markdown works.",
  Risk: "What could go wrong, and for whom.",
  "Rollback plan": "What to do if it does.",
};

function Words({
  label,
  draft: [value, change],
  error,
  first = false,
}: {
  label: string;
  draft: ReturnType<typeof useDraft>;
  error: string | undefined;
  first?: boolean;
}) {
  return (
    <Field label={label} hint={hints[label]} error={error} optional={!first}>
      <Textarea
        required={first}
        autoFocus={first}
        maxLength={10_000}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
}

/** From where to where, who decides it, and why one may not ask. */
function Standing({
  check: { from, to, demand, gates, comparedWith, openRequest, you },
}: {
  check: GateCheck;
}) {
  const failing = gates.filter(({ result }) => result !== "passed").length;
  return (
    <div className="flex flex-col gap-1.5 text-base">
      <p className="flex flex-wrap items-center gap-2">
        <Stage stage={from} /> <span className="text-muted">to</span> <Stage stage={to} />
        {comparedWith !== null && (
          <span className="text-sm text-muted">compared with version {comparedWith} in Production</span>
        )}
      </p>
      {openRequest !== null ? (
        <p>
          This is asked for already.{" "}
          <Link href={requestUrl(openRequest)} className="link">
            Open the request
          </Link>
        </p>
      ) : you.whyNot !== null ? (
        <p>{you.whyNot}</p>
      ) : you.appliesAtOnce ? (
        <p className="text-muted">Nobody has to approve: it applies at once, with your reason on record.</p>
      ) : (
        <p className="text-muted">
          {approvalWords(demand?.approvals ?? 0)}; the request stays open for{" "}
          {hoursWords(demand?.expiresAfterHours ?? 72)}.
        </p>
      )}
      {failing > 0 && you.mayAsk && openRequest === null && (
        <p className="text-warning">
          {failing} of {gates.length} gates {failing === 1 ? "does" : "do"} not pass:{" "}
          {demand?.approvals === 0
            ? `it cannot move until ${failing === 1 ? "it does" : "they do"}.`
            : `one may ask, but it cannot be approved until ${failing === 1 ? "it does" : "they do"}.`}
        </p>
      )}
    </div>
  );
}
