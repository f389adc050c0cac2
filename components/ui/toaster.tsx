"use client";
import { Toast as Base } from "@base-ui/react/toast";
import clsx from "clsx";
import { X } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "@/components/ui/button-styles";
import { type Tone, tones } from "@/components/ui/styles";
import { takeOver } from "@/components/ui/toast-queue";
import { visibleText } from "@/lib/core/text/visible";

type Kind = { tone: Tone };
const manager = Base.createToastManager<Kind>();

/** Draws toasts; comes with the first one, for a page does not need it to appear. */
export function Toaster() {
  useEffect(() => {
    takeOver({
      close: (id) => manager.close(id),
      add: ({ id, tone, title, detail, action, seconds }) =>
        manager.add({
          id,
          title: visibleText(title),
          data: { tone },
          priority: tone === "bad" ? "high" : "low",
          timeout: seconds * 1000,
          ...(detail === undefined ? {} : { description: detail }),
          ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.run } }),
        }),
    });
  }, []);
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport className="pointer-events-none fixed right-2 bottom-[calc(var(--frame-bottom)+0.5rem)] z-60 flex w-[calc(100vw-1rem)] max-w-90 flex-col gap-2 md:right-4 md:bottom-4">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager<Kind>();
  return toasts.map((one) => (
    <Base.Root
      key={one.id}
      toast={one}
      swipeDirection={["right", "down"]}
      className="pointer-events-auto rounded-lg bg-surface shadow-float transition-opacity duration-100 data-[ending-style]:opacity-0 data-[limited]:hidden data-[starting-style]:opacity-0"
    >
      <Base.Content className="flex items-start gap-2 py-2 pr-2 pl-3">
        <span
          aria-hidden
          className={clsx(
            "mt-2.5 size-2 shrink-0 rounded-full bg-current",
            tones[one.data?.tone ?? "neutral"],
          )}
        />
        <div className="min-w-0 flex-1 py-1">
          <Base.Title className="text-base font-medium break-words" />
          <Base.Description className="text-sm break-words text-muted" />
        </div>
        {one.actionProps !== undefined && <Base.Action className={buttonClass({ size: "sm" })} />}
        <Base.Close
          aria-label="Dismiss"
          className={buttonClass({ variant: "quiet", size: "sm" }, "w-7 !px-0")}
        >
          <X aria-hidden />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
