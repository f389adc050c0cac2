import clsx from "clsx";
import Markdown from "react-markdown";
import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { markdownFault } from "@/lib/core/text/markdown-fault";
import { ProseBoundary } from "./prose-boundary";

const prose =
  "max-w-[72ch] text-base [&>*+*]:mt-3 [&_a]:link [&_h2]:text-title [&_h3]:text-base [&_ul]:list-disc [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:pl-5 [&_li+li]:mt-1 [&_code]:rounded-sm [&_code]:bg-sunken [&_code]:px-1 [&_code]:font-mono [&_code]:text-sm [&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:border [&_pre]:border-hairline [&_pre]:bg-sunken [&_pre]:p-3 [&_pre_code]:p-0 [&_blockquote]:border-l-2 [&_blockquote]:border-hairline [&_blockquote]:pl-3 [&_blockquote]:text-muted [&_th]:border-b [&_th]:border-hairline [&_th]:px-2 [&_th]:text-left [&_td]:border-b [&_td]:border-hairline [&_td]:px-2 [&_td]:py-1 [&_hr]:border-hairline [&_table]:block [&_table]:overflow-x-auto";

/**
 * What people wrote in Markdown: cleaned, links outward without a trace, pictures from elsewhere as links. What would
 * take the parser too long is shown as it was typed, and says why.
 */
export function Prose({ children, className }: { children: string; className?: string }) {
  const fault = markdownFault(children);
  if (fault !== null) return <AsTyped text={children} why={fault} className={className} />;
  return (
    <ProseBoundary fallback={<AsTyped text={children} why="it could not be drawn" className={className} />}>
      <Formatted text={children} className={className} />
    </ProseBoundary>
  );
}

type TextProps = { text: string; className: string | undefined };

function AsTyped({ text, why, className }: TextProps & { why: string }) {
  return (
    <div className={clsx("max-w-[72ch] text-base", className)}>
      <p className="text-xs text-muted">Shown as it was typed: {why}.</p>
      <pre className="mt-2 whitespace-pre-wrap break-words font-mono text-sm">{text}</pre>
    </div>
  );
}

function Formatted({ text, className }: TextProps) {
  return (
    <div className={clsx(prose, className)}>
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={{
          // the page's title is the only h1, so a text's own headings start below it
          h1: ({ children: words }) => <h2>{words}</h2>,
          h2: ({ children: words }) => <h3>{words}</h3>,
          a: ({ href, children: words }) => (
            <a href={href} rel="noopener noreferrer nofollow" target="_blank">
              {words}
            </a>
          ),
          img: ({ src, alt }) => (
            <a
              href={typeof src === "string" ? src : undefined}
              rel="noopener noreferrer nofollow"
              target="_blank"
            >
              {alt === undefined || alt === "" ? "picture" : alt}
            </a>
          ),
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
