import type { ReactNode } from "react";
import { BottomBar } from "@/components/frame/bottom-bar";
import { DemoBanner } from "@/components/frame/demo-banner";
import { FrameKeys } from "@/components/frame/frame-keys";
import { GoProvider } from "@/components/frame/go";
import { MlflowLanding } from "@/components/frame/mlflow-landing";
import { Rail } from "@/components/frame/rail";
import type { Viewer } from "@/components/frame/session";
import { ViewerProvider } from "@/components/frame/viewer-context";

/** The house around a page: rail (a bottom bar on a phone), banner in a demo, and the page in `main`. */
export function Frame({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerProvider viewer={viewer}>
      <GoProvider>
        <a
          href="#content"
          className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 text-on-fill focus:translate-y-0"
        >
          Skip to the content
        </a>
        <div className="flex min-h-dvh" {...(viewer.demo ? { "data-demo": true } : {})}>
          <Rail />
          <div className="flex min-w-0 flex-1 flex-col pb-(--frame-bottom) md:pb-0">
            {viewer.demo && <DemoBanner />}
            <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
              {children}
            </main>
          </div>
          <BottomBar />
        </div>
        <FrameKeys />
        <MlflowLanding />
      </GoProvider>
    </ViewerProvider>
  );
}
