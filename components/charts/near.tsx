"use client";
import { type ReactNode, useEffect, useRef, useState } from "react";

/** Draws its chart once it comes near the window, in a place of fixed height, so nothing jumps. */
export function Near({ height, children }: { height: number; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: "300px",
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={place} style={{ minHeight: height }} className="min-w-0">
      {near ? children : null}
    </div>
  );
}
