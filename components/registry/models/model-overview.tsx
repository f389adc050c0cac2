"use client";
import { api } from "@/components/frame/api";
import { queryString } from "@/components/frame/query-string";
import { PolicySummary } from "@/components/registry/policies/policy-summary";
import { DescriptionEditor } from "@/components/registry/versions/description-editor";
import { TagEditor } from "@/components/registry/versions/tag-editor";
import { Part } from "@/components/ui/part";
import { InProduction } from "./in-production";
import { type Model, modelPath } from "./queries";
import { momentAsked, StageAt } from "./stage-at";
import { StageTimeline } from "./stage-timeline";

type Props = {
  model: Model;
  day: string;
  time: string;
  onAsk: (asked: { day: string; time: string }) => unknown;
};

/** What stands where now and stood when; what the model is, and what guards it. */
export function ModelOverview({ model, day, time, onAsk }: Props) {
  return (
    <div className="flex flex-col gap-8">
      <Part title="In use">
        <InProduction model={model} />
      </Part>
      <section aria-label="Stages over time" className="flex min-w-0 flex-col gap-3">
        <StageTimeline model={model.name} at={momentAsked({ day, time })} />
        <StageAt model={model.name} day={day} time={time} onAsk={onAsk} />
      </section>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <Part title="Description">
          <DescriptionEditor
            noun="model"
            text={model.description}
            onSave={(description) => api(modelPath(model.name), { method: "PATCH", body: { description } })}
          />
        </Part>
        <div className="flex min-w-0 flex-col gap-8">
          <Part title="Policy">
            <PolicySummary model={model.name} />
          </Part>
          <Part title="Tags">
            <TagEditor
              noun="model"
              tags={model.tags}
              onSet={(key, value) =>
                api(`${modelPath(model.name)}/tags`, { method: "PUT", body: { key, value } })
              }
              onRemove={(key) =>
                api(`${modelPath(model.name)}/tags?${queryString({ key })}`, { method: "DELETE" })
              }
            />
          </Part>
        </div>
      </div>
    </div>
  );
}
