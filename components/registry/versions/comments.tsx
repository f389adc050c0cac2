"use client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/components/frame/api";
import { useAct } from "@/components/frame/use-act";
import { useAbility } from "@/components/frame/viewer-context";
import { modelsKey } from "@/components/registry/models/queries";
import { requestUrl, versionPath } from "@/components/registry/requests/queries";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { Name } from "@/components/ui/name";
import { Loading } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { CommentBody } from "./comment-body";
import { commentsQuery } from "./queries";

type Props = { model: string; version: number };

/** What people say about a version and the requests for it. What was said is not changed; its author may take it back. */
export function Comments({ model, version }: Props) {
  const { data, error, refetch } = useQuery(commentsQuery(model, version));
  if (error && data === undefined) return <ErrorState what="The comments" error={error} onRetry={refetch} />;
  if (data === undefined) return <Loading what="comments" rows={2} />;
  return (
    <div className="flex flex-col gap-4">
      {data.items.length === 0 ? (
        <p className="text-base text-muted">Nobody has said anything about this version.</p>
      ) : (
        <ol className="flex flex-col gap-3">
          {data.items.map((comment) => (
            <li key={comment.id} className="flex min-w-0 flex-col gap-1 border-l border-hairline pl-3">
              <span className="text-sm text-muted">
                <span className="font-medium text-text" title={comment.byEmail ?? undefined}>
                  <Name>{comment.by}</Name>
                </span>
                , <Time value={comment.at} />
                {comment.requestId !== null && (
                  <>
                    , on{" "}
                    <Link href={requestUrl(comment.requestId)} className="link">
                      a request
                    </Link>
                  </>
                )}
              </span>
              <CommentBody comment={comment} />
            </li>
          ))}
        </ol>
      )}
      <NewComment model={model} version={version} />
    </div>
  );
}

function NewComment({ model, version }: Props) {
  const mayWrite = useAbility("registry:write");
  const { busy, act } = useAct([modelsKey]);
  const [body, setBody] = useState("");
  if (!mayWrite) return null;
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (body.trim() !== "")
          void act("comment", "Your comment stands.", "The comment could not be added.", async () => {
            await api(`${versionPath(model, version)}/comments`, { body: { body } });
            setBody("");
          });
      }}
    >
      <Field label="Comment" hint="Markdown. A comment cannot be changed later; you can withdraw it.">
        <Textarea value={body} maxLength={10_000} onChange={(event) => setBody(event.target.value)} />
      </Field>
      <Button type="submit" size="sm" pending={busy === "comment"} disabled={body.trim() === ""}>
        Add the comment
      </Button>
    </form>
  );
}
