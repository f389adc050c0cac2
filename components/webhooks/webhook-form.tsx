"use client";
import { useState } from "react";
import { fieldMessage } from "@/components/frame/api-error";
import { Failure } from "@/components/frame/failure";
import { useAct } from "@/components/frame/use-act";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { eventWords } from "@/components/webhooks/words";
import { type EventType, eventTypes } from "@/lib/core/webhooks/events";
import { exampleNetwork, howToAllow } from "@/lib/core/webhooks/how-to-allow";

export type WebhookValues = { url: string; description: string; events: EventType[] };

const usual = "Of the open internet, by https, on port 443 or 8443.";

/** Where a webhook goes and what it is told. The button that sends it stands in the dialog's foot. */
export function WebhookForm({
  id,
  initial,
  onSend,
}: {
  id: string;
  initial: WebhookValues;
  onSend: (values: WebhookValues) => Promise<unknown>;
}) {
  const [url, setUrl] = useState(initial.url);
  const [description, setDescription] = useState(initial.description);
  const [events, setEvents] = useState<readonly EventType[]>(initial.events);
  const { error, pending, send } = useAct();
  // It says itself how its network is opened.
  const refusal = fieldMessage(error, "/url");
  const toggle = (event: EventType, on: boolean) =>
    setEvents(eventTypes.filter((one) => (one === event ? on : events.includes(one))));
  return (
    <form
      id={id}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (pending || events.length === 0) return;
        void send(() => onSend({ url, description, events: [...events] }));
      }}
    >
      <Field
        label="URL"
        hint={refusal === undefined ? `${usual} ${howToAllow(exampleNetwork)}` : usual}
        error={refusal}
      >
        <Input
          name="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          required
          maxLength={2000}
          placeholder="https://ci.example.org/hooks/slipway"
          value={url}
          onValueChange={setUrl}
        />
      </Field>
      <Field
        label="Name"
        optional
        hint="What listens there: deployment, chat."
        error={fieldMessage(error, "/description")}
      >
        <Input
          name="description"
          autoComplete="off"
          maxLength={200}
          value={description}
          onValueChange={setDescription}
        />
      </Field>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-sm font-medium">It is told when</legend>
        {eventTypes.map((event) => (
          <Checkbox key={event} checked={events.includes(event)} onCheckedChange={(on) => toggle(event, on)}>
            {eventWords[event]} <span className="font-mono text-xs text-muted">{event}</span>
          </Checkbox>
        ))}
        {events.length === 0 && <p className="text-xs text-bad">Choose at least one.</p>}
      </fieldset>
      <Failure error={error} fields={["/url", "/description"]} />
    </form>
  );
}
