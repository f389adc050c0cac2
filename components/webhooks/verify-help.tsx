"use client";
import { useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import { TabPanel, Tabs } from "@/components/ui/tabs";
import { nodeSnippet, pythonSnippet } from "@/components/webhooks/snippets";

const languages = [
  { value: "python", label: "Python" },
  { value: "node", label: "Node" },
] as const;

/** How a receiver knows that a message is ours. */
export function VerifyHelp() {
  const [language, setLanguage] = useState<(typeof languages)[number]["value"]>("python");
  return (
    <section aria-labelledby="verify" className="flex max-w-180 flex-col gap-2 pt-4">
      <h2 id="verify" className="text-base font-medium">
        Verify the signature
      </h2>
      <p className="max-w-[72ch] text-base text-muted">
        Messages follow Standard Webhooks. A message can arrive twice: keep each webhook-id for a few days and
        skip what you know. Answer with 2xx within 15 seconds; 410 switches the webhook off.
      </p>
      <Tabs label="Language" value={language} onValueChange={setLanguage} items={languages}>
        <TabPanel value="python">
          <CodeBlock code={pythonSnippet.trimEnd()} title="verify.py" />
        </TabPanel>
        <TabPanel value="node">
          <CodeBlock code={nodeSnippet.trimEnd()} title="verify.mjs" />
        </TabPanel>
      </Tabs>
    </section>
  );
}
