"use client";
import { useState } from "react";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { modelsKey } from "@/components/registry/models/queries";
import { Button } from "@/components/ui/button";
import { Prose } from "@/components/ui/markdown";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";

const most = 100_000;

type Props = {
  /** "model" or "version": what is described. */
  noun: string;
  text: string;
  onSave: (text: string) => Promise<unknown>;
};

/** What people wrote about a model or a version, in Markdown; written beside a look at how it will read. */
export function DescriptionEditor({ noun, text, onSave }: Props) {
  const { busy, act } = useAct([modelsKey]);
  const mayWrite = useAbility("registry:write");
  const [draft, setDraft] = useState<string | null>(null);
  const [view, setView] = useState<"write" | "preview">("write");
  if (draft === null)
    return (
      <div className="flex flex-col items-start gap-2">
        {text === "" ? (
          <p className="text-base text-muted">Nobody has described this {noun}.</p>
        ) : (
          <Prose className="w-full break-words">{text}</Prose>
        )}
        {mayWrite && (
          <Button size="sm" onClick={() => setDraft(text)}>
            {text === "" ? "Write a description" : "Edit the description"}
          </Button>
        )}
      </div>
    );
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void act("save", "Description saved.", "The description could not be saved.", async () => {
          await onSave(draft);
          setDraft(null);
        });
      }}
    >
      <Tabs
        label="Write or preview"
        value={view}
        onValueChange={setView}
        items={[
          { value: "write", label: "Write" },
          { value: "preview", label: "Preview" },
        ]}
      >
        <TabPanel value="write" className="!pt-2">
          <Textarea
            aria-label={`Description of the ${noun}, in Markdown`}
            rows={10}
            maxLength={most}
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
            className="max-h-[60dvh]"
          />
        </TabPanel>
        <TabPanel value="preview" className="min-h-30 !pt-2">
          {draft.trim() === "" ? (
            <p className="text-base text-muted">Nothing is written yet.</p>
          ) : (
            <Prose className="break-words">{draft}</Prose>
          )}
        </TabPanel>
      </Tabs>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" pending={busy === "save"}>
          Save the description
        </Button>
        <Button size="sm" onClick={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
