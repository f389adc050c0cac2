"use client";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { Button } from "@/components/ui/button";
import { Prose } from "@/components/ui/markdown";
import { Textarea } from "@/components/ui/textarea";
import { Nothing } from "./key-tables";
import { tagOf } from "./kin";
import { type Run, runKey } from "./queries";

const key = "mlflow.note.content";
const most = 8000;

/** What people wrote about the run, in Markdown; kept as MLflow keeps it, in a tag. */
export function RunNotes({ run }: { run: Run }) {
  const { busy, act } = useAct([runKey]);
  const mayWrite = useAbility("runs:write") && run.lifecycleStage === "active";
  const [draft, setDraft] = useState<string | null>(null);
  const note = tagOf(run, key) ?? "";
  if (draft === null)
    return (
      <div className="flex flex-col items-start gap-2">
        {note === "" ? <Nothing>Nobody has written about this run.</Nothing> : <Prose>{note}</Prose>}
        {mayWrite && (
          <Button size="sm" onClick={() => setDraft(note)}>
            {note === "" ? "Write notes" : "Edit notes"}
          </Button>
        )}
      </div>
    );
  async function save() {
    const value = draft === null || draft.trim() === "" ? null : draft;
    await act(key, "Notes saved.", "The notes could not be saved.", async () => {
      await api("/api/runs/tags", { body: { runs: [run.id], key, value } });
      setDraft(null);
    });
  }
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        aria-label="Notes, in Markdown"
        rows={6}
        maxLength={most}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" pending={busy === key}>
          Save notes
        </Button>
        <Button size="sm" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
